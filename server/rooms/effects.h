// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>
#include <vector>

#include "base/connection_id.h"
#include "protocol/events.h"
#include "rooms/clerk.h"
#include "store/operations.h"

namespace snug::rooms {

// Everything the hub can want done, in the order it must reach each connection.

struct Answer {
    base::ConnectionId to{};
    protocol::Reply reply;
};

// A push to one connection: what a resume replays.
struct Tell {
    base::ConnectionId to{};
    protocol::Push push;
};

// A push to many, encoded once. `except` is left out (its author); base::ConnectionId{} is nobody.
struct Broadcast {
    base::Audience audience;
    base::ConnectionId except{};
    protocol::Push push;
    base::SteadyTime since{};  // when what it tells came in here; the epoch: elsewhere, or nobody measures it
};

struct Disconnect {
    base::ConnectionId connection{};
    protocol::CloseCode code = protocol::CloseCode::Normal;
    QString reason = {};  // for the person, or the address to go to; may be empty
};

// To the store; answered by a Completed input with the operation's ticket.
struct StoreCall {
    store::Operation operation;
};

// Wants Measured inputs of all connections.
struct Measure {};
// Wants a FramesRecalled input.
struct RecallFrames {
    base::ConnectionId connection{};
};

using Effect = std::variant<Answer, Tell, Broadcast, Disconnect, StoreCall, ClerkCall, Measure, RecallFrames>;
using Effects = std::vector<Effect>;

}  // namespace snug::rooms
