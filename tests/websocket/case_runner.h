// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "websocket/peer.h"

namespace snug::websocket::test {

// How the tested side writes down a message; the identity for one that hands on the bytes.
using Reading = std::function<QByteArray(const QByteArray&)>;

// The program behind the connection says back what is not longer.
inline constexpr qsizetype kEchoed = kServerTakes;

// What must be seen of a case.
Seen expectedOf(const Case& test, Side tested, const Reading& reading);

// The far end's part of a case after its opening: what it sends, and waiting for what ends it. `gone` tells
// that the tested side knows of the end. The answer says what there was no end to wait for; empty when all is
// well.
QByteArray play(const Case& test, Peer& peer, const QByteArrayList& writes, Side tested,
                const std::function<bool()>& gone);
// What came back over the wire, into `seen`.
void noteAnswers(const Case& test, const Peer& peer, Seen& seen);

// A table of all cases of a side: column "test".
void addCaseRows(Side tested);

}  // namespace snug::websocket::test

Q_DECLARE_METATYPE(snug::websocket::test::Case)
