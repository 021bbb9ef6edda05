// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "base/connection_id.h"
#include "net/connection_figures.h"
#include "net/connection_record.h"
#include "protocol/codec.h"

namespace snug::net {

// What is known of a connection that has just opened.
struct OpenedFacts {
    QString address;
    bool tls = false;
    bool inner = false;  // it knew NetworkConfig::innerPath
};

// Where the network hands on what comes in. Called on I/O threads, for one connection always on the same one
// and in order: opened, received…, closed. Must not block; false says that the receiver is full just now.
struct Inbound {
    // A WebSocket is open. Not taken: it is closed with 4003, and closed() is not called for it.
    std::function<bool(base::ConnectionId, const OpenedFacts&)> opened;
    // A text message, decoded or not. Not taken: the channel itself answers `overloaded`.
    std::function<bool(base::ConnectionId, base::Result<protocol::Request, protocol::DecodeError>)> received;
    // Nothing more comes and nothing more is delivered; called exactly once for each opened that was taken,
    // as soon as either side begins to close. `clean`: the peer left on purpose (close code 1000 or none).
    // Not taken: it is called again until it is (while stopping, until the time to stop is up).
    std::function<bool(base::ConnectionId, bool clean)> closed;
    // What Network::measure() asked for, a part of one thread's connections at a time; not in order with what
    // is told of any connection. Not taken: thrown away, there will be newer ones.
    std::function<bool(std::vector<ConnectionFigures>)> measured = [](const auto&) { return false; };
    // What Network::record() asked for, likewise.
    std::function<bool(ConnectionRecord)> recorded = [](const auto&) { return false; };
};

}  // namespace snug::net
