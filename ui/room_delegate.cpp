// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/room_delegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/room_filter.h"
#include "ui/row_background.h"
#include "ui/theme.h"

namespace snug::ui {

RoomDelegate::RoomDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , theme_(theme)
{
}

int RoomDelegate::titleHeight(const QModelIndex& index) const
{
    const auto* filter = qobject_cast<const RoomFilter*>(index.model());
    if (filter == nullptr || !filter->beginsSection(index)) {
        return 0;
    }
    const int air = index.row() == 0 ? 10 : 22;
    return QFontMetrics(theme_.font(TextRole::Tiny)).height() + theme_.px(air);
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const
{
    const int row = qMax(theme_.px(32), QFontMetrics(theme_.font(TextRole::Body)).height() + theme_.px(10));
    return {theme_.px(80), row + titleHeight(index)};
}

void RoomDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const bool joined = index.data(RoomRole::Joined).toBool();
    const bool unread = index.data(RoomRole::Unread).toInt() > 0 && !index.data(RoomRole::Muted).toBool();
    const QVariant keep = index.data(RoomRole::Keep);
    const bool offRecord = keep.isValid() && !keep.toBool();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const int title = titleHeight(index);
    if (title > 0) {
        paintTitle(*painter, QRect(option.rect.left(), option.rect.top(), option.rect.width(), title),
                   joined);
    }
    QStyleOptionViewItem rowOption = option;
    rowOption.rect.setTop(option.rect.top() + title);
    paintRowBackground(*painter, theme_, rowOption);

    const QRect row = rowOption.rect.adjusted(theme_.px(14), 0, -theme_.px(14), 0);
    const int icon = theme_.px(16);
    const bool strong = unread || selected;
    paintIcon(*painter, QRect(row.left(), row.center().y() - icon / 2 + 1, icon, icon),
              offRecord ? QStringLiteral("off_record") : QStringLiteral("hash"),
              theme_.colour(selected ? Colour::Accent : Colour::Muted));
    const int left = row.left() + icon + theme_.px(8);
    const int right = paintMarks(*painter, row, index);
    painter->setFont(theme_.font(unread ? TextRole::Strong : TextRole::Body));
    painter->setPen(theme_.colour(strong ? Colour::Text : Colour::Muted));
    const QRect name(left, row.top(), qMax(0, right - left), row.height());
    painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(singleLine(index.data(RoomRole::Name).toString()),
                                                        Qt::ElideRight, name.width()));
    painter->restore();
}

int RoomDelegate::paintMarks(QPainter& painter, const QRect& row, const QModelIndex& index) const
{
    int right = row.right();
    const int unread = index.data(RoomRole::Unread).toInt();
    const bool joined = index.data(RoomRole::Joined).toBool();
    if (!joined) {
        const int members = index.data(RoomRole::MemberCount).toInt();
        if (members > 0) {
            const QString count = QLocale().toString(members);
            painter.setFont(theme_.font(TextRole::Small));
            painter.setPen(theme_.colour(Colour::Muted));
            const int width = painter.fontMetrics().horizontalAdvance(count) + 1;
            painter.drawText(QRect(right - width, row.top(), width, row.height()), Qt::AlignVCenter, count);
            right -= width + theme_.px(6);
        }
    } else if (unread > 0 && !index.data(RoomRole::Muted).toBool()) {
        const bool mentioned = index.data(RoomRole::Mentioned).toBool();
        const QString count = unread > 999 ? QStringLiteral("999+") : QString::number(unread);
        QFont font = theme_.font(TextRole::Tiny);
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        const int height = painter.fontMetrics().height() + theme_.px(2);
        const int width = qMax(height, painter.fontMetrics().horizontalAdvance(count) + theme_.px(11));
        const QRectF badge(right - width, row.center().y() - height / 2.0 + 0.5, width, height);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme_.colour(mentioned ? Colour::DangerFill : Colour::AccentFill));
        painter.drawRoundedRect(badge, height / 2.0, height / 2.0);
        painter.setPen(theme_.colour(mentioned ? Colour::OnDanger : Colour::OnAccent));
        painter.drawText(badge, Qt::AlignCenter, count);
        right -= width + theme_.px(6);
    }
    if (index.data(RoomRole::HasDraft).toBool()) {
        const int icon = theme_.px(14);
        paintIcon(painter, QRect(right - icon, row.center().y() - icon / 2, icon, icon),
                  QStringLiteral("pencil"), theme_.colour(Colour::Muted));
        right -= icon + theme_.px(6);
    }
    return right;
}

void RoomDelegate::paintTitle(QPainter& painter, const QRect& box, bool joined) const
{
    QFont font = theme_.font(TextRole::Tiny);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme_.colour(Colour::Muted));
    painter.drawText(box.adjusted(theme_.px(16), 0, -theme_.px(8), -theme_.px(5)),
                     Qt::AlignBottom | Qt::AlignLeft, joined ? tr("Your rooms") : tr("Other rooms"));
}

bool RoomDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& /*option*/, const QModelIndex& index)
{
    if (!index.isValid()) {
        QToolTip::hideText();
        return true;
    }
    const QString topic = index.data(RoomRole::Topic).toString();
    const QString name = index.data(RoomRole::Name).toString();
    QToolTip::showText(event->globalPos(), plainToolTip(topic.isEmpty() ? name : name + u'\n' + topic), view);
    return true;
}

}  // namespace snug::ui
