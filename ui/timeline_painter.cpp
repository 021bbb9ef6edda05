// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include "ui/avatar.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/timeline_row.h"

namespace snug::ui {

namespace {

QString translate(const char* text)
{
    return QCoreApplication::translate("snug::ui::TimelineView", text);
}

void paintText(QPainter& painter, const Theme& theme, const TimelineRow& row, const QPoint& at,
               const RowLook& look, Colour colour)
{
    QList<QTextLayout::FormatRange> selections;
    if (look.selectFrom != look.selectTo) {
        QTextLayout::FormatRange range;
        range.start = qMin(look.selectFrom, look.selectTo);
        range.length = qAbs(look.selectTo - look.selectFrom);
        range.format.setBackground(theme.colour(Colour::Selection));
        range.format.setForeground(theme.colour(Colour::Text));
        selections << range;
    }
    painter.setPen(theme.colour(colour));
    row.text->draw(&painter, at + row.textAt, selections);
}

void paintState(QPainter& painter, const Theme& theme, const TimelineRow& row, const QPoint& at)
{
    const QRect box = row.mark.translated(at);
    switch (row.state) {
        case MessageState::Stored:
            paintIcon(painter, box, QStringLiteral("check"), theme.colour(Colour::Muted));
            break;
        case MessageState::Queued:
        case MessageState::Sending:
            paintIcon(painter, box, QStringLiteral("clock"), theme.colour(Colour::Muted));
            break;
        case MessageState::Failed:
            paintIcon(painter, box, QStringLiteral("warning"), theme.colour(Colour::Danger));
            painter.setFont(theme.font(TextRole::Small));
            painter.setPen(theme.colour(Colour::Danger));
            painter.drawText(row.labelBox.translated(at), Qt::AlignVCenter | Qt::TextSingleLine, row.label);
            QFont link = theme.font(TextRole::Small);
            link.setUnderline(true);
            painter.setFont(link);
            painter.setPen(theme.colour(Colour::Accent));
            painter.drawText(row.retry.translated(at), Qt::AlignVCenter | Qt::TextSingleLine,
                             translate("Retry"));
            painter.drawText(row.discard.translated(at), Qt::AlignVCenter | Qt::TextSingleLine,
                             translate("Delete"));
            break;
    }
}

void paintMessage(QPainter& painter, const Theme& theme, const TimelineRow& row, const QPoint& at,
                  const RowLook& look)
{
    if (row.first) {
        paintAvatar(painter, theme, row.avatar.translated(at), row.author, row.authorId);
        painter.setFont(theme.font(TextRole::Strong));
        painter.setPen(theme.authorColour(row.authorId));
        painter.drawText(row.authorBox.translated(at), Qt::AlignVCenter | Qt::TextSingleLine, row.author);
    }
    if (row.first || look.hovered || look.focused) {
        painter.setFont(theme.font(row.first ? TextRole::Small : TextRole::Tiny));
        painter.setPen(theme.colour(Colour::Muted));
        painter.drawText(row.timeBox.translated(at),
                         (row.first ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter | Qt::TextSingleLine,
                         row.time);
    }
    const bool waits = row.state == MessageState::Queued || row.state == MessageState::Sending;
    paintText(painter, theme, row, at, look, waits ? Colour::Muted : Colour::Text);
    if (row.own) {
        paintState(painter, theme, row, at);
    }
}

void paintSeparator(QPainter& painter, const Theme& theme, const TimelineRow& row, const QPoint& at)
{
    const bool isNew = row.kind == TimelineKind::NewMarker;
    const QRect box = row.labelBox.translated(at);
    const int y = box.center().y();
    painter.setFont(theme.font(TextRole::Small));
    if (row.kind == TimelineKind::Day || isNew) {
        painter.setPen(theme.colour(isNew ? Colour::DangerFill : Colour::Border));
        const int margin = theme.px(16);
        painter.drawLine(at.x() + margin, y, box.left(), y);
        painter.drawLine(box.right(), y, at.x() + row.width - margin, y);
    }
    const Colour colour = isNew                           ? Colour::Danger
                          : row.kind == TimelineKind::Gap ? Colour::Accent
                                                          : Colour::Muted;
    painter.setPen(theme.colour(colour));
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, row.label);
}

}  // namespace

void paintTimelineRow(QPainter& painter, const Theme& theme, const TimelineRow& row, const QPoint& at,
                      const RowLook& look)
{
    const QRect box(at, QSize(row.width, row.height));
    const bool solid = row.kind == TimelineKind::Message || row.kind == TimelineKind::Topic ||
                       row.kind == TimelineKind::Notice;
    if (solid && (look.selected || look.hovered)) {
        painter.fillRect(box, theme.colour(look.selected ? Colour::Selected : Colour::Hover));
    }
    if (look.glow > 0) {
        QColor glow = theme.colour(Colour::Selection);
        glow.setAlphaF(static_cast<float>(look.glow));
        painter.fillRect(box, glow);
    }
    switch (row.kind) {
        case TimelineKind::Message:
            paintMessage(painter, theme, row, at, look);
            break;
        case TimelineKind::Topic:
        case TimelineKind::Notice:
            paintIcon(painter, row.mark.translated(at),
                      row.kind == TimelineKind::Topic ? QStringLiteral("topic") : QStringLiteral("info"),
                      theme.colour(Colour::Muted));
            paintText(painter, theme, row, at, look, Colour::Muted);
            break;
        default:
            paintSeparator(painter, theme, row, at);
    }
    if (look.focused) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.colour(Colour::Accent), theme.px(2)));
        painter.drawRoundedRect(box.adjusted(theme.px(4), 1, -theme.px(4), -1), theme.px(6), theme.px(6));
    }
}

}  // namespace snug::ui
