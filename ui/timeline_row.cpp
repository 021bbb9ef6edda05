// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_row.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetrics>
#include <QLocale>
#include <cmath>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

QString translate(const char* text)
{
    return QCoreApplication::translate("snug::ui::TimelineView", text);
}

// Columns of the timeline: avatar, text, state mark.
struct Columns {
    int left;
    int avatar;
    int text;
    int textWidth;
    int mark;
};

Columns columnsFor(const Theme& theme, int width)
{
    Columns c{};
    c.left = theme.px(16);
    c.avatar = theme.px(36);
    c.text = c.left + c.avatar + theme.px(12);
    c.mark = theme.px(15);
    // Lines longer than this are hard to read, however wide the window is.
    const int widest = theme.px(900);
    c.textWidth = qMax(theme.px(60), qMin(widest, width - c.text - c.mark - theme.px(24)));
    return c;
}

// Lays the text out in `width`; answers its height.
int layOutText(TimelineRow& row, const Theme& theme, QString text, const QFont& font, int width)
{
    text.replace(u'\n', QChar(QChar::LineSeparator));
    row.links = row.kind == TimelineKind::Message || row.kind == TimelineKind::Topic ? findLinks(text)
                                                                                     : QVector<Link>();
    row.text = std::make_unique<QTextLayout>(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setAlignment(text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    option.setTabStopDistance(4 * QFontMetricsF(font).horizontalAdvance(u' ') * 2);
    row.text->setTextOption(option);
    row.text->setCacheEnabled(true);
    QList<QTextLayout::FormatRange> formats;
    for (const Link& link : row.links) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(link.start);
        range.length = static_cast<int>(link.length);
        range.format.setForeground(theme.colour(Colour::Accent));
        range.format.setFontUnderline(true);
        formats << range;
    }
    row.text->setFormats(formats);
    const double leading = theme.px(3);
    double y = 0;
    row.text->beginLayout();
    for (QTextLine line = row.text->createLine(); line.isValid(); line = row.text->createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y));
        y += line.height() + leading;
    }
    row.text->endLayout();
    return static_cast<int>(std::ceil(qMax(0.0, y - leading)));
}

QString shortTime(const QDateTime& at)
{
    return at.isValid() ? timeOfDay(at.toLocalTime().time()) : QString();
}

// "Not sent: reason   Retry   Delete", below the text.
int layOutFailure(TimelineRow& row, const Theme& theme, const Columns& c, int top)
{
    const QFontMetrics metrics(theme.font(TextRole::Small));
    const QString retry = translate("Retry");
    const QString discard = translate("Delete");
    const int gap = theme.px(12);
    const int height = metrics.height() + theme.px(4);
    const int actions = metrics.horizontalAdvance(retry) + metrics.horizontalAdvance(discard) + 2 * gap;
    const int room = qMax(theme.px(40), c.textWidth - actions);
    row.label =
        metrics.elidedText(row.label.isEmpty() ? translate("Not sent") : row.label, Qt::ElideRight, room);
    row.labelBox = QRect(c.text, top, metrics.horizontalAdvance(row.label) + 1, height);
    row.retry = QRect(row.labelBox.right() + gap, top, metrics.horizontalAdvance(retry) + 1, height);
    row.discard = QRect(row.retry.right() + gap, top, metrics.horizontalAdvance(discard) + 1, height);
    return height;
}

void layOutMessage(TimelineRow& row, const Theme& theme, const QModelIndex& index)
{
    const Columns c = columnsFor(theme, row.width);
    const QDateTime at = index.data(TimelineRole::At).toDateTime();
    row.author = singleLine(index.data(TimelineRole::Author).toString());
    row.authorId = index.data(TimelineRole::AuthorId).toString();
    row.time = shortTime(at);
    row.own = index.data(TimelineRole::Own).toBool();
    row.state = static_cast<MessageState>(index.data(TimelineRole::State).toInt());
    row.first = index.data(TimelineRole::FirstOfGroup).toBool();
    int y = theme.px(3);
    const QFontMetrics small(theme.font(TextRole::Small));
    if (row.first) {
        y = theme.px(10);
        const QFontMetrics strong(theme.font(TextRole::Strong));
        row.avatar = QRect(c.left, y + theme.px(1), c.avatar, c.avatar);
        const int timeWidth = small.horizontalAdvance(row.time) + 1;
        const int widest = qMax(0, c.textWidth - timeWidth - theme.px(8));
        const int nameWidth = qMin(strong.horizontalAdvance(row.author) + 1, widest);
        row.author = strong.elidedText(row.author, Qt::ElideRight, widest);
        row.authorBox = QRect(c.text, y, nameWidth, strong.height());
        // On the author's base line.
        const int timeTop = y + strong.ascent() - small.ascent();
        row.timeBox = QRect(c.text + nameWidth + theme.px(8), timeTop, timeWidth, small.height());
        y += strong.height() + theme.px(3);
    }
    row.textAt = QPoint(c.text, y);
    const QFontMetrics body(theme.font(TextRole::Body));
    if (!row.first) {
        const QFontMetrics tiny(theme.font(TextRole::Tiny));
        row.timeBox =
            QRect(theme.px(4), y + body.ascent() - tiny.ascent(), c.text - theme.px(12), tiny.height());
    }
    const int textHeight = layOutText(row, theme, index.data(TimelineRole::Text).toString(),
                                      theme.font(TextRole::Body), c.textWidth);
    y += textHeight;
    if (row.own) {
        const int right = qMin(row.width - theme.px(12), c.text + c.textWidth + theme.px(12) + c.mark);
        row.mark =
            QRect(right - c.mark, row.textAt.y() + textHeight - body.height() + (body.height() - c.mark) / 2,
                  c.mark, c.mark);
        if (row.state == MessageState::Failed) {
            row.label = singleLine(index.data(TimelineRole::FailureReason).toString());
            y += layOutFailure(row, theme, c, y + theme.px(2)) + theme.px(2);
        }
    }
    y += theme.px(3);
    row.height = row.first ? qMax(y, row.avatar.bottom() + theme.px(2)) : y;
}

// Topic and notice: an icon in the avatar's column, muted text.
void layOutRemark(TimelineRow& row, const Theme& theme, const QModelIndex& index)
{
    const Columns c = columnsFor(theme, row.width);
    QString text = index.data(TimelineRole::Text).toString();
    if (row.kind == TimelineKind::Topic) {
        const QString author = singleLine(index.data(TimelineRole::Author).toString());
        text = text.isEmpty() ? translate("%1 removed the topic").arg(author)
                              : translate("%1 set the topic: %2").arg(author, text);
        const QString time = shortTime(index.data(TimelineRole::At).toDateTime());
        text += time.isEmpty() ? QString() : QStringLiteral(" · ") + time;
    }
    row.textAt = QPoint(c.text, theme.px(8));
    const int height = layOutText(row, theme, text, theme.font(TextRole::Small), c.textWidth);
    const int side = theme.px(16);
    const int line = QFontMetrics(theme.font(TextRole::Small)).height();
    row.mark = QRect(c.left + (c.avatar - side) / 2, row.textAt.y() + (line - side) / 2, side, side);
    row.height = height + theme.px(16);
}

void layOutSeparator(TimelineRow& row, const Theme& theme, const QModelIndex& index)
{
    switch (row.kind) {
        case TimelineKind::Day:
            row.label =
                dayText(index.data(TimelineRole::At).toDateTime().toLocalTime().date(), QDate::currentDate());
            break;
        case TimelineKind::NewMarker:
            row.label = translate("New messages");
            break;
        case TimelineKind::Gap:
            row.label = translate("Messages are missing here. Load them");
            break;
        default:
            row.label = translate("Loading older messages…");
    }
    const QFontMetrics metrics(theme.font(TextRole::Small));
    row.height = metrics.height() + theme.px(row.kind == TimelineKind::NewMarker ? 12 : 22);
    row.label = metrics.elidedText(row.label, Qt::ElideRight, row.width - theme.px(48));
    const int width = metrics.horizontalAdvance(row.label) + theme.px(20);
    row.labelBox = QRect((row.width - width) / 2, 0, width, row.height);
}

}  // namespace

TimelineHit TimelineRow::hit(const QPoint& point) const
{
    TimelineHit hit;
    hit.on = TimelineHit::On::Row;
    if (kind == TimelineKind::Gap) {
        hit.on = labelBox.contains(point) ? TimelineHit::On::Gap : TimelineHit::On::Nothing;
        return hit;
    }
    if (retry.contains(point)) {
        hit.on = TimelineHit::On::Retry;
        return hit;
    }
    if (discard.contains(point)) {
        hit.on = TimelineHit::On::Discard;
        return hit;
    }
    if (text == nullptr) {
        return hit;
    }
    const QPointF inText = point - textAt;
    for (int i = 0; i < text->lineCount(); ++i) {
        const QTextLine line = text->lineAt(i);
        const bool last = i + 1 == text->lineCount();
        if (inText.y() >= line.y() + line.height() && !last) {
            continue;
        }
        hit.cursor = line.xToCursor(inText.x());
        const QRectF used = line.naturalTextRect();
        const bool inside = used.adjusted(-2, -2, 2, 2).contains(inText);
        hit.on = inside ? TimelineHit::On::Text : TimelineHit::On::Row;
        const int on = line.xToCursor(inText.x(), QTextLine::CursorOnCharacter);
        for (const Link& link : links) {
            if (inside && on >= link.start && on < link.start + link.length) {
                hit.on = TimelineHit::On::Link;
                hit.link = link.url;
            }
        }
        break;
    }
    return hit;
}

std::unique_ptr<TimelineRow> layOutRow(const Theme& theme, const QModelIndex& index, int width)
{
    auto row = std::make_unique<TimelineRow>();
    row->kind = static_cast<TimelineKind>(index.data(TimelineRole::Kind).toInt());
    row->width = width;
    switch (row->kind) {
        case TimelineKind::Message:
            layOutMessage(*row, theme, index);
            break;
        case TimelineKind::Topic:
        case TimelineKind::Notice:
            layOutRemark(*row, theme, index);
            break;
        default:
            layOutSeparator(*row, theme, index);
    }
    return row;
}

int estimateRowHeight(const Theme& theme, const QModelIndex& index, int width)
{
    const auto kind = static_cast<TimelineKind>(index.data(TimelineRole::Kind).toInt());
    if (kind != TimelineKind::Message) {
        return theme.px(36);
    }
    const QString text = index.data(TimelineRole::Text).toString();
    const int line = theme.px(18);
    const int perLine = qMax(8, columnsFor(theme, width).textWidth / theme.px(7));
    const int lines = 1 + static_cast<int>(text.size()) / perLine + static_cast<int>(text.count(u'\n'));
    const int head = index.data(TimelineRole::FirstOfGroup).toBool() ? line + theme.px(10) : 0;
    return head + lines * line + theme.px(4);
}

QString dayText(const QDate& day, const QDate& today)
{
    const qint64 ago = day.daysTo(today);
    if (ago == 0) {
        return translate("Today");
    }
    if (ago == 1) {
        return translate("Yesterday");
    }
    return QLocale().toString(
        day, day.year() == today.year() ? translate("dddd, d MMMM") : translate("dddd, d MMMM yyyy"));
}

}  // namespace snug::ui
