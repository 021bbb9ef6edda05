// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/names.h"

#include <algorithm>

#include "protocol/characters.h"

namespace snug::protocol {

namespace {

bool isControl(char32_t character)
{
    return character != U'\n' && character != U'\t' && QChar::category(character) == QChar::Other_Control;
}

// Whether each of its units is a character that stays as it is: printable ASCII, as most texts are.
bool isPlain(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar unit) { return unit >= u' ' && unit <= u'~'; });
}

bool isZeroWidthOrControl(char32_t character)
{
    switch (QChar::category(character)) {
        case QChar::Other_Control:
        case QChar::Other_Format:
        case QChar::Other_Surrogate:
        case QChar::Other_PrivateUse:
        case QChar::Other_NotAssigned:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            return true;
        default:
            return false;
    }
}

}  // namespace

int characterCount(QStringView text)
{
    int count = 0;
    forEachCharacter(text, [&count](char32_t) { ++count; });
    return count;
}

base::Result<QString, Error> canonicalRoom(const QString& name, const Limits& limits)
{
    const QString folded = name.normalized(QString::NormalizationForm_C).simplified().toCaseFolded();
    QString out;
    bool good = !folded.isEmpty();
    forEachCharacter(folded, [&](char32_t character) {
        const bool mark = character == U'-' || character == U'_' || character == U'.';
        if (QChar::isSpace(character)) {
            out.append(u'-');
        } else if (mark || QChar::isLetterOrNumber(character) || QChar::isMark(character)) {
            appendCharacter(out, character);
        } else {
            good = false;
        }
    });
    if (!good) {
        return makeError(ErrorCode::BadName,
                         QStringLiteral("A room's name has letters, digits, '-', '_' and '.' only."));
    }
    out = out.normalized(QString::NormalizationForm_C);
    if (characterCount(out) > limits.roomCharacters) {
        return makeError(
            ErrorCode::TooLong,
            QStringLiteral("A room's name has at most %1 characters.").arg(limits.roomCharacters));
    }
    return out;
}

base::Result<QString, Error> canonicalNick(const QString& nick, const Limits& limits)
{
    const QString out = nick.normalized(QString::NormalizationForm_C).simplified();
    bool good = true;
    bool visible = false;
    forEachCharacter(out, [&](char32_t character) {
        good = good && !isZeroWidthOrControl(character) && character != QChar::ReplacementCharacter;
        visible = visible || QChar::isLetterOrNumber(character) || QChar::isSymbol(character);
    });
    if (!good || !visible) {
        return makeError(
            ErrorCode::BadName,
            QStringLiteral("A name needs a letter, digit or symbol, and no invisible characters."));
    }
    if (characterCount(out) > limits.nickCharacters) {
        return makeError(ErrorCode::TooLong,
                         QStringLiteral("A name has at most %1 characters.").arg(limits.nickCharacters));
    }
    return out;
}

QString nickKey(const QString& canonicalNick)
{
    return canonicalNick.normalized(QString::NormalizationForm_KC).toCaseFolded().remove(u' ');
}

base::Result<QString, Error> canonicalText(const QString& text, int maxCharacters, bool mayBeEmpty)
{
    QString out;
    if (isPlain(text)) {
        out = text;
    } else {
        out.reserve(text.size());
        forEachCharacter(text, [&out](char32_t character) {
            if (!isControl(character)) {
                appendCharacter(out, character);
            }
        });
    }
    const QString trimmed = out.trimmed();
    if (trimmed.isEmpty() && !mayBeEmpty) {
        return makeError(ErrorCode::Empty);
    }
    const int characters = characterCount(trimmed);
    if (characters > maxCharacters) {
        return makeError(
            ErrorCode::TooLong,
            QStringLiteral("At most %1 characters; this has %2.").arg(maxCharacters).arg(characters));
    }
    return trimmed;
}

}  // namespace snug::protocol
