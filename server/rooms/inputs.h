// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "base/connection_id.h"
#include "protocol/codec.h"
#include "store/operations.h"

namespace snug::rooms {

// Everything that can happen to the hub.

// A WebSocket is open; nothing was said yet.
struct Opened {
    base::ConnectionId connection{};
    QString address;
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

using Input =
    std::variant<Opened, Received, Closed, Completed, Fed, Missed, Heard, Tick, Drain, StoreAvailable>;

}  // namespace snug::rooms
