// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVector>

namespace snug::protocol {

// By which words a text is found, decided once for server and client. Pure.

// Characters (code points) of a word that count; the rest of a longer one does not.
inline constexpr int kSearchWordCharacters = 32;

// The words of a text as they are compared: runs of letters, digits and marks, without case, compatibility
// forms (ﬁ is fi) and the accents of U+0300–036F. Where a script has no spaces, each character is a word.
// Each word once, in the order in which it came first.
QStringList searchWords(QStringView text);

// Whether every one of `wanted` is among the words of the text. A wanted word of three characters or more is
// also found at the beginning of a longer one; a shorter one would be found everywhere.
bool hasSearchWords(QStringView text, const QStringList& wanted);
bool isSearchedAsBeginning(QStringView wanted);

// A word where it stands in a text, in UTF-16 units.
struct WordSpan {
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const WordSpan&, const WordSpan&) = default;
};

// Where the words of the text are that any of `wanted` finds, ascending, for setting them off. A sign that is
// a word only in another form (™ is tm) finds the text, and has no place here.
QVector<WordSpan> foundWords(QStringView text, const QStringList& wanted);

}  // namespace snug::protocol
