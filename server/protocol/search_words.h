// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

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

}  // namespace snug::protocol
