// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/excerpt.h"

#include <QFontMetricsF>
#include <QTextLayout>
#include <algorithm>

#include "ui/plain_text.h"

namespace snug::ui {

namespace {

// More than any panel shows of one result.
constexpr qsizetype kMostCharacters = 1'000;
constexpr QChar kDots = u'…';

// How much of the text stands in so many lines, the last of them shorter by `reserve`.
qsizetype fitting(const QString& text, const QFont& font, double width, int lines, double reserve)
{
    QTextLayout layout(text, font);
    layout.setTextOption(excerptWrapping(text));
    qsizetype end = 0;
    layout.beginLayout();
    for (int i = 1; i <= lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(std::max(1.0, i == lines ? width - reserve : width));
        end = line.textStart() + line.textLength();
    }
    layout.endLayout();
    return end;
}

// Where to begin, so that about a line stands before `word`: at a word, if there is one.
qsizetype beginBefore(const QString& text, qsizetype word, qsizetype line)
{
    qsizetype begin = std::max<qsizetype>(0, word - line);
    const qsizetype space = text.indexOf(u' ', begin);
    if (space >= 0 && space < word) {
        return space + 1;
    }
    while (begin < word && (text.at(begin).isLowSurrogate() || text.at(begin).isMark())) {
        ++begin;
    }
    return begin;
}

}  // namespace

QTextOption excerptWrapping(const QString& text)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setAlignment(text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    return option;
}

Excerpt excerptOf(const QString& text, const TextSpans& found, const QFont& font, int width, int lines)
{
    const QString whole = singleLine(text);
    const QFontMetricsF metrics(font);
    const double dots = metrics.horizontalAdvance(kDots) + 1;
    const auto fits = [&](const QString& part, double reserve) {
        return fitting(part, font, width, lines, reserve);
    };
    qsizetype begin = 0;
    QString shown = whole.left(kMostCharacters);
    if (fits(shown, 0) < whole.size()) {
        qsizetype end = fits(shown, dots);
        if (!found.isEmpty() && found.first().start + found.first().length > end) {
            const auto line = static_cast<qsizetype>(0.8 * width / metrics.averageCharWidth());
            begin = beginBefore(whole, found.first().start, line);
        }
        const QString before = begin > 0 ? QString(kDots) : QString();
        shown = before + whole.mid(begin, kMostCharacters);
        if (begin == 0 || fits(shown, 0) < whole.size() - begin + before.size()) {
            end = fits(shown, dots);
            shown.truncate(end);
            while (shown.endsWith(u' ')) {
                shown.chop(1);
            }
            shown += kDots;
        }
    }
    Excerpt excerpt{shown, {}};
    const auto shift = begin > 0 ? begin - 1 : 0;  // the dots take one place
    const qsizetype last = shown.size() - (shown.endsWith(kDots) && !whole.endsWith(kDots) ? 1 : 0);
    for (const TextSpan& span : found) {
        const qsizetype from = std::max<qsizetype>(span.start - shift, 0);
        const qsizetype to = std::min<qsizetype>(span.start - shift + span.length, last);
        if (from < to && span.start >= begin) {
            excerpt.found.append({static_cast<int>(from), static_cast<int>(to - from)});
        }
    }
    return excerpt;
}

}  // namespace snug::ui
