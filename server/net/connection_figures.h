// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <chrono>
#include <optional>

#include "base/bytes.h"
#include "base/connection_id.h"

namespace snug::net {

// What one connection has done so far, as its I/O thread saw it at one moment.
struct ConnectionFigures {
    base::ConnectionId id{};
    // Whole frames, pings and closes too, and all their bytes, without what TLS adds.
    quint64 framesIn = 0;
    quint64 framesOut = 0;
    base::Bytes bytesIn;
    base::Bytes bytesOut;
    base::Bytes backlog;  // waits for the peer to read
    // Of the last ping that was answered, the time in both queues included; nothing before the first.
    std::optional<std::chrono::microseconds> roundTrip;
    std::chrono::milliseconds idle{};  // since it last said something; a pong says nothing
    bool tls = false;
};

}  // namespace snug::net
