// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "base/time.h"
#include "protocol/codes.h"

namespace snug::client {

enum class OutgoingState {
    Queued,   // waits for the connection, its room, its turn, or the end of a temporary refusal
    Sending,  // sent, not yet answered
    Stored,   // the server has it; the log's own entry is about to come
    Failed,   // refused for good; the person retries or discards it
};

// A message of one's own on its way. `nonce` names it, here and on the server.
struct Outgoing {
    QString room;
    QString text;
    QString nonce;
    base::WallTime queuedAt;
    OutgoingState state = OutgoingState::Queued;
    std::optional<protocol::Error> error;  // with Failed
    quint64 seq = 0;                       // with Stored

    friend bool operator==(const Outgoing&, const Outgoing&) = default;
};

}  // namespace snug::client
