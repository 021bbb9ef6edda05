// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_row.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <cmath>

#include "ui/excerpt.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

QString translate(const char* text)
{
    return QCoreApplication::translate("snug::ui::SearchPanel", text);
}

// The found words are set off by what is behind them, so that no line changes its width.
int layOutText(SearchRow& row, const Theme& theme, const Excerpt& excerpt, const QFont& font, int width)
{
    row.text = std::make_unique<QTextLayout>(excerpt.text, font);
    row.text->setTextOption(excerptWrapping(excerpt.text));
    QList<QTextLayout::FormatRange> formats;
    for (const TextSpan& span : excerpt.found) {
        QTextLayout::FormatRange range;
        range.start = span.start;
        range.length = span.length;
        range.format.setBackground(theme.colour(Colour::Selection));
        range.format.setForeground(theme.colour(Colour::Text));
        formats << range;
    }
    row.text->setFormats(formats);
    const double leading = theme.px(2);
    double y = 0;
    row.text->beginLayout();
    for (int i = 0; i < SearchRow::kLines; ++i) {
        QTextLine line = row.text->createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y));
        y += line.height() + leading;
    }
    row.text->endLayout();
    return static_cast<int>(std::ceil(qMax(0.0, y - leading)));
}

}  // namespace

SearchRow layOutSearchRow(const Theme& theme, const QModelIndex& index, int width)
{
    SearchRow row;
    const int side = theme.px(28);
    const int air = theme.px(9);
    row.avatar = QRect(theme.px(14), air + theme.px(1), side, side);
    const int left = row.avatar.right() + 1 + theme.px(10);
    const int room = qMax(theme.px(40), width - left - theme.px(14));

    const QFontMetrics strong(theme.font(TextRole::Strong));
    const QFontMetrics small(theme.font(TextRole::Small));
    const QDateTime at = index.data(SearchRole::At).toDateTime();
    const QString author = singleLine(index.data(SearchRole::Author).toString());
    int whenWidth = 0;
    int authorRoom = 0;
    for (const bool brief : {false, true}) {
        row.when = searchTime(at, QDate::currentDate(), brief);
        whenWidth = row.when.isEmpty() ? 0 : small.horizontalAdvance(row.when) + 1;
        authorRoom = qMax(0, room - whenWidth - theme.px(8));
        if (strong.horizontalAdvance(author) <= authorRoom) {
            break;
        }
    }
    row.author = strong.elidedText(author, Qt::ElideRight, authorRoom);
    row.authorBox = QRect(left, air, authorRoom, strong.height());
    row.whenBox =
        QRect(left + room - whenWidth, air + strong.ascent() - small.ascent(), whenWidth, small.height());

    QString text = index.data(SearchRole::Text).toString();
    auto found = index.data(SearchRole::Found).value<TextSpans>();
    if (index.data(SearchRole::Kind).toInt() == static_cast<int>(TimelineKind::Topic)) {
        const QString before = translate("New topic: ");
        text.prepend(before);
        for (TextSpan& span : found) {
            span.start += static_cast<int>(before.size());
        }
    }
    row.textAt = QPoint(left, air + strong.height() + theme.px(2));
    const QFont font = theme.font(TextRole::Body);
    const int height =
        layOutText(row, theme, excerptOf(text, found, font, room, SearchRow::kLines), font, room);
    row.height = qMax(row.textAt.y() + height, row.avatar.bottom() + 1) + air;
    return row;
}

QString searchTime(const QDateTime& at, const QDate& today, bool brief)
{
    if (!at.isValid()) {
        return {};
    }
    const QDateTime local = at.toLocalTime();
    QString time = timeOfDay(local.time());
    const qint64 ago = local.date().daysTo(today);
    if (ago == 0) {
        return time;
    }
    const bool thisYear = local.date().year() == today.year();
    const QString day =
        ago == 1 ? translate("Yesterday")
                 : QLocale().toString(local.date(), thisYear ? translate("d MMM") : translate("d MMM yyyy"));
    return brief || !thisYear ? day : translate("%1, %2").arg(day, time);
}

}  // namespace snug::ui
