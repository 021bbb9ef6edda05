// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/search_words.h"

#include <QSet>
#include <algorithm>

#include "protocol/characters.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

constexpr int kShortestBeginning = 3;

bool isAccent(char32_t character)
{
    return character >= 0x300 && character <= 0x36f;
}

// Scripts that are written without spaces between words.
bool standsAlone(char32_t character)
{
    switch (QChar::script(character)) {
        case QChar::Script_Han:
        case QChar::Script_Hiragana:
        case QChar::Script_Katakana:
        case QChar::Script_Bopomofo:
        case QChar::Script_Thai:
        case QChar::Script_Lao:
        case QChar::Script_Khmer:
        case QChar::Script_Myanmar:
            return QChar::isLetterOrNumber(character);
        default:
            return false;
    }
}

bool belongsToWord(char32_t character)
{
    return QChar::isLetterOrNumber(character) || QChar::isMark(character);
}

bool finds(const QString& want, const QString& word)
{
    return isSearchedAsBeginning(want) ? word.startsWith(want) : word == want;
}

}  // namespace

QStringList searchWords(QStringView text)
{
    const QString folded = text.toString()
                               .normalized(QString::NormalizationForm_KD)
                               .toCaseFolded()
                               .normalized(QString::NormalizationForm_KD)
                               .replace(u'ß', "ss"_L1);  // which Qt's folding leaves alone
    QStringList words;
    QSet<QString> known;
    QString word;
    int characters = 0;
    const auto finish = [&] {
        if (!word.isEmpty() && !known.contains(word)) {
            known.insert(word);
            words.append(word);
        }
        word.clear();
        characters = 0;
    };
    forEachCharacter(folded, [&](char32_t character) {
        if (isAccent(character)) {
            return;
        }
        const bool alone = standsAlone(character);
        const bool belongs = belongsToWord(character);
        if (alone || !belongs) {
            finish();
        }
        if (belongs && ++characters <= kSearchWordCharacters) {
            appendCharacter(word, character);
        }
        if (alone) {
            finish();
        }
    });
    finish();
    return words;
}

bool isSearchedAsBeginning(QStringView wanted)
{
    return wanted.size() >= kShortestBeginning;
}

bool hasSearchWords(QStringView text, const QStringList& wanted)
{
    const QStringList words = searchWords(text);
    return std::all_of(wanted.begin(), wanted.end(), [&words](const QString& want) {
        return std::any_of(words.begin(), words.end(),
                           [&want](const QString& word) { return finds(want, word); });
    });
}

QVector<WordSpan> foundWords(QStringView text, const QStringList& wanted)
{
    QVector<WordSpan> spans;
    qsizetype begin = 0;
    const auto finish = [&](qsizetype end) {
        // Mostly one; another form of it may be several.
        const QStringList words = begin < end ? searchWords(text.mid(begin, end - begin)) : QStringList();
        const bool found = std::any_of(words.begin(), words.end(), [&wanted](const QString& word) {
            return std::any_of(wanted.begin(), wanted.end(),
                               [&word](const QString& want) { return finds(want, word); });
        });
        if (found) {
            spans.append({begin, end - begin});
        }
        begin = end;
    };
    qsizetype at = 0;
    forEachCharacter(text, [&](char32_t character) {
        const qsizetype next = at + (QChar::requiresSurrogates(character) ? 2 : 1);
        const bool alone = standsAlone(character);
        const bool belongs = belongsToWord(character);
        if (alone || !belongs) {
            finish(at);
        }
        if (alone) {
            finish(next);
        } else if (!belongs) {
            begin = next;
        }
        at = next;
    });
    finish(at);
    return spans;
}

}  // namespace snug::protocol
