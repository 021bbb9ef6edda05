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

// Where the scheme begins that these slashes belong to; -1: to none that is a link.
qsizetype startOfScheme(QStringView before)
{
    for (const auto scheme :
         {QLatin1StringView("https"), QLatin1StringView("http"), QLatin1StringView("snug")}) {
        const qsizetype start = before.size() - scheme.size();
        if (before.endsWith(scheme, Qt::CaseInsensitive) &&
            (start == 0 || !before.at(start - 1).isLetterOrNumber())) {
            return start;
        }
    }
    return -1;
}

}  // namespace

QVector<Link> findLinks(const QString& text)
{
    QVector<Link> links;
    qsizetype from = 0;
    while (links.size() < kMaxLinks) {
        const qsizetype slashes = text.indexOf(QLatin1StringView("://"), from);
        if (slashes < 0) {
            break;
        }
        const qsizetype start = startOfScheme(QStringView(text).mid(from, slashes - from));
        const qsizetype begin = from + start;
        from = slashes + 3;
        if (start < 0) {
            continue;
        }
        const QStringView rest = QStringView(text).mid(begin);
        qsizetype length = 0;
        while (length < rest.size() && length < kLongest && !endsAddress(rest.at(length))) {
            ++length;
        }
        length = withoutTail(rest.left(length));
        const QUrl url(rest.left(length).toString(), QUrl::TolerantMode);
        if (!url.isValid() || url.host().isEmpty()) {
            continue;
        }
        links.append({begin, length, url});
        from = begin + length;
    }
    return links;
}

}  // namespace snug::ui
