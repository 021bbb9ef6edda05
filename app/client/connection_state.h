// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "base/time.h"
#include "protocol/codes.h"

namespace snug::client {

enum class ConnectionPhase {
    Offline,     // not started, or stopped by the person
    Connecting,  // TCP and WebSocket handshake
    Greeting,    // hello is said, welcome not yet heard
    Online,
    Waiting,  // until retryAt, then Connecting
    Stopped,  // will not try again by itself; `reason` says why
};

// Where a Session is. `reason` is a plain sentence about the last failure, for Waiting and Stopped; `error`
// is the server's own refusal when there was one (nick_taken at hello); `closeCode` 0 when nothing was
// closed.
struct ConnectionState {
    ConnectionPhase phase = ConnectionPhase::Offline;
    base::SteadyTime retryAt{};
    QString reason{};
    std::optional<protocol::Error> error{};
    quint16 closeCode = 0;

    friend bool operator==(const ConnectionState&, const ConnectionState&) = default;
};

}  // namespace snug::client
