// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links.h"

#include <array>

namespace snug::ui {

namespace {

constexpr qsizetype kMaxLinks = 50;
constexpr qsizetype kLongest = 2048;

bool endsAddress(QChar c)
{
    return c.isSpace() || c == u'<' || c == u'>' || c == u'"' || c == u'`' ||
           c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
}

// "(see https://example.org/a_(b))." ends before the last ")" and the full stop.
qsizetype withoutTail(QStringView address)
{
    constexpr std::array<std::pair<char16_t, char16_t>, 3> brackets = {
        {{u'(', u')'}, {u'[', u']'}, {u'{', u'}'}}};
    while (!address.isEmpty()) {
        const QChar last = address.back();
        bool drop = QStringView(u".,;:!?'*_~…").contains(last);
        for (const auto& [open, close] : brackets) {
            drop = drop || (last == close && address.count(QChar(open)) < address.count(QChar(close)));
        }
        if (!drop) {
            break;
        }
        address.chop(1);
    }
    return address.size();
}

}  // namespace

QVector<Link> findLinks(const QString& text)
{
    QVector<Link> links;
    qsizetype from = 0;
    while (links.size() < kMaxLinks) {
        const qsizetype start = text.indexOf(QLatin1StringView("http"), from, Qt::CaseInsensitive);
        if (start < 0) {
            break;
        }
        from = start + 4;
        const QStringView rest = QStringView(text).mid(start);
        if (!rest.startsWith(QLatin1StringView("http://"), Qt::CaseInsensitive) &&
            !rest.startsWith(QLatin1StringView("https://"), Qt::CaseInsensitive)) {
            continue;
        }
        if (start > 0 && text.at(start - 1).isLetterOrNumber()) {
            continue;
        }
        qsizetype length = 0;
        while (length < rest.size() && length < kLongest && !endsAddress(rest.at(length))) {
            ++length;
        }
        length = withoutTail(rest.left(length));
        const QUrl url(rest.left(length).toString(), QUrl::TolerantMode);
        if (!url.isValid() || url.host().isEmpty()) {
            continue;
        }
        links.append({start, length, url});
        from = start + length;
    }
    return links;
}

}  // namespace snug::ui
