// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/version.h"

#include <QRegularExpression>
#include <algorithm>

namespace snug::client {

namespace {

using namespace Qt::StringLiterals;

std::strong_ordering ordered(int difference)
{
    return difference <=> 0;
}

bool isNumber(const QString& word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// Numbers by their value and before all words, words by their letters. Numbers have no leading zero, so the
// longer one is the greater one, however long.
std::strong_ordering compareWords(const QString& a, const QString& b)
{
    if (isNumber(a) != isNumber(b)) {
        return isNumber(a) ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    if (isNumber(a) && a.size() != b.size()) {
        return a.size() <=> b.size();
    }
    return ordered(a.compare(b));
}

}  // namespace

std::optional<Version> Version::parse(const QString& text)
{
    // Nine digits fit into an int.
    static const QRegularExpression pattern(
        uR"(^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8}))"
        uR"((?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?)"
        uR"((?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?\z)"_s);
    if (text.size() > kLongest) {
        return std::nullopt;
    }
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    Version version;
    version.release_ =
        QVersionNumber(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    version.before_ = match.captured(4).split(u'.', Qt::SkipEmptyParts);
    return version;
}

QString Version::text() const
{
    return before_.isEmpty() ? release_.toString() : release_.toString() + u'-' + before_.join(u'.');
}

std::strong_ordering operator<=>(const Version& a, const Version& b)
{
    if (const int release = QVersionNumber::compare(a.release_, b.release_); release != 0) {
        return ordered(release);
    }
    if (a.before_.isEmpty() || b.before_.isEmpty()) {
        return a.before_.isEmpty() <=> b.before_.isEmpty();
    }
    const qsizetype both = std::min(a.before_.size(), b.before_.size());
    for (qsizetype at = 0; at < both; ++at) {
        if (const auto word = compareWords(a.before_.at(at), b.before_.at(at)); std::is_neq(word)) {
            return word;
        }
    }
    return a.before_.size() <=> b.before_.size();
}

}  // namespace snug::client
