// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/result.h"
#include "protocol/codes.h"
#include "protocol/limits.h"

namespace snug::protocol {

// What names may look like, decided once for server and client.

// The one form of a room's name: NFC, trimmed, case-folded, spaces as '-'. "Café Lobby" → "café-lobby".
// Letters, digits, marks, '-', '_' and '.' only. Errors: BadName, TooLong.
base::Result<QString, Error> canonicalRoom(const QString& name, const Limits& limits);

// A nick as shown: NFC, trimmed, inner white space single. No control, format (bidi override, zero width) or
// private characters, at least one letter, digit or symbol. Errors: BadName, TooLong.
base::Result<QString, Error> canonicalNick(const QString& nick, const Limits& limits);

// What two nicks that count as the same have in common: compatibility-folded, without case and spaces.
QString nickKey(const QString& canonicalNick);

// Text of a message or topic: as given but for '\r\n' → '\n', without NUL and other control characters save
// '\n' and '\t'. White space at both ends is cut. Errors: Empty (unless mayBeEmpty), TooLong.
base::Result<QString, Error> canonicalText(const QString& text, int maxCharacters, bool mayBeEmpty);

// Length in Unicode code points.
int characterCount(QStringView text);

}  // namespace snug::protocol
