// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <optional>
#include <vector>

#include "websocket/raw_frames.h"

namespace snug::websocket::test {

// Who is tested; the case's bytes come from the other side.
enum class Side { Server, Client };

// The largest message that the tested side takes.
inline constexpr qint64 kServerTakes = 1024 * 1024;
inline constexpr qint64 kClientTakes = 16 * 1024 * 1024;

// One connection: what the far end sends, and what must be seen of the side that is tested.
struct Case {
    enum class End {
        Open,        // it is still there, and works
        Faulted,     // it closed with `code`, because the rules were broken
        ClosedByUs,  // our close was answered with `code`, or without one
        HungUp,      // our end hangs up without a word: it notices, and sends no close frame
        Refused,     // the handshake: no WebSocket came of it
    };

    QByteArray name;
    QByteArrayList opening;  // instead of the usual request or answer; see kAccept
    bool glued = false;      // the first of `writes` goes in one write with the end of the opening
    QByteArrayList writes;  // each a write to the socket, seen by the other side before the next if it can be
    QByteArrayList messages;  // must be handed on, to the byte
    QByteArrayList pongs;     // must come back
    bool newestPong = false;  // of the pongs, the very last is enough (RFC 6455, 5.5.3)
    bool speaksSnug = true;   // of the opening
    End end = End::Open;
    std::optional<quint16> code;
    QByteArray reason;  // of our close

    Case& gives(const QByteArrayList& expected);
    Case& answers(const QByteArrayList& expected);
    Case& faults(quint16 with);
    Case& closes(std::optional<quint16> with, const QByteArray& because = {});
    Case& hangsUp();
    Case& refuses();
};

// In an opening of a server: the place of Sec-WebSocket-Accept's value.
inline constexpr char kAccept[] = "{accept}";

// Every case that makes sense for this side, in the order of the groups; names are "group: what".
std::vector<Case> casesFor(Side tested);

}  // namespace snug::websocket::test
