// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "base/connection_id.h"
#include "protocol/codec.h"
#include "rooms/clerk.h"
#include "rooms/hub_config.h"
#include "store/operations.h"

namespace snug::rooms {

// Everything that can happen to the hub.

// A WebSocket is open; nothing was said yet.
struct Opened {
    base::ConnectionId connection{};
    QString address;
    bool inner = false;  // the server's own probe
};

// A frame came and was decoded, or could not be.
struct Received {
    base::ConnectionId connection{};
    base::Result<protocol::Request, protocol::DecodeError> request;
    base::SteadyTime at{};  // when; the epoch: it is not measured
};

// The connection is gone. `clean`: it was closed on purpose (1000); otherwise the person may be back in a
// moment.
struct Closed {
    base::ConnectionId connection{};
    bool clean = false;
};

// The store's answer to a StoreCall effect.
struct Completed {
    store::Completion completion;
};

// An entry was committed.
struct Fed {
    protocol::LogEntry entry;
};

// The feed may have lost entries, or the store its data.
struct Missed {};

// Another server that shares the store did something.
struct Heard {
    store::News news;
};

// The store can no longer store, or can again. It begins as one that can.
struct StoreAvailable {
    bool storing = true;
};

// Time passed. Give one at least every Hub::kTick.
struct Tick {};

// The server stops: nothing new is begun; what was asked of the store is still answered.
struct Drain {};

// The policies are these from now on.
struct Configure {
    HubConfig config;
};

// The clerk's answer to a ClerkCall effect.
struct Answered {
    ClerkAnswer answer;
};
// What the audit log has from before, the newest first. At the start.
struct Recalled {
    QVector<protocol::admin::Audit> entries;
};

// ---- how the server does, for who watches

// Once a second. People, rooms, connections and the samples of hour and day are filled in here.
struct Observed {
    protocol::admin::Overview overview;
    std::chrono::milliseconds lag{};  // of the slowest loop
};
struct LogWritten {
    QVector<protocol::admin::LogLine> lines;
};
// Of what the network has to say of connections: id, frames, bytes, backlog, round trip, idle, TLS. After a
// Measure effect, in parts of protocol::admin::kRows at most.
struct Measured {
    QVector<protocol::admin::Connection> connections;
};
// After a RecallFrames effect.
struct FramesRecalled {
    protocol::admin::Record record;
};

using Input =
    std::variant<Opened, Received, Closed, Completed, Fed, Missed, Heard, Tick, Drain, StoreAvailable,
                 Configure, Answered, Recalled, Observed, LogWritten, Measured, FramesRecalled>;

}  // namespace snug::rooms
