// SPDX-License-Identifier: GPL-3.0-or-later
#include "tidy/code_reading.h"

#include <QRegularExpression>
#include <array>

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

// Where comments and literals end, by what they begin with.
struct Span {
    QStringView begin;
    QStringView end;
};
constexpr std::array kSpans{Span{u"//", u"\n"}, Span{u"/*", u"*/"}, Span{u"R\"(", u")\""}, Span{u"\"", u"\""},
                            Span{u"'", u"'"}};

}  // namespace

QVector<Include> includesOf(const SourceFile& file)
{
    static const QRegularExpression pattern(uR"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"_s);
    QVector<Include> includes;
    for (int i = 0; i < file.lines.size(); ++i) {
        const QRegularExpressionMatch match = pattern.match(file.lines[i]);
        if (match.hasMatch()) {
            includes.append({match.captured(2), match.captured(1) == u"\"", i + 1});
        }
    }
    return includes;
}

QString codeOf(const QString& text)
{
    QString code = text;
    for (qsizetype at = 0; at < text.size(); ++at) {
        for (const Span& span : kSpans) {
            if (!QStringView(text).mid(at).startsWith(span.begin)) {
                continue;
            }
            const bool digits = span.begin == u"'" && at > 0 && text[at - 1].isLetterOrNumber();  // 10'000
            if (digits) {
                break;
            }
            const bool escapes = span.end == u"\"" || span.end == u"'";
            qsizetype end = at + span.begin.size();
            while (end < text.size() && !QStringView(text).mid(end).startsWith(span.end)) {
                end += escapes && text[end] == u'\\' ? 2 : 1;
            }
            for (; at < std::min(end, text.size()); ++at) {
                code[at] = text[at] == u'\n' ? u'\n' : u' ';
            }
            at += span.end.size() - 1;
            break;
        }
    }
    return code;
}

}  // namespace snug::tidy
