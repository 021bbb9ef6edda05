// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <vector>

#include "base/connection_id.h"
#include "base/time.h"

namespace snug::net {

// One frame that went through a connection.
struct RecordedFrame {
    base::WallTime at;  // when it came, or was given to the connection to be sent
    bool out = false;   // to the peer
    // What it was, a literal: the "type" of the wire, "unreadable" for what is none, or "ping", "pong",
    // "close".
    const char* word = "";
    quint32 bytes = 0;  // of what it carries, without header and TLS
};

// The last frames of one connection, the oldest first; none where the connection is gone.
struct ConnectionRecord {
    base::ConnectionId id{};
    std::vector<RecordedFrame> frames;
};

}  // namespace snug::net
