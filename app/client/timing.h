// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "client/backoff.h"

namespace snug::client {

// Every span of time the client waits for something, in one place, so that a test can shorten them all.
struct Timing {
    std::chrono::milliseconds handshake{10'000};  // TCP and WebSocket handshake together
    std::chrono::milliseconds hello{10'000};      // hello → welcome
    std::chrono::milliseconds request{20'000};    // any other command → its reply
    std::chrono::milliseconds ping{5'000};        // between two measurements of the round trip
    std::chrono::milliseconds stable{
        10'000};  // online this long: the next back-off starts from its beginning
    std::chrono::milliseconds closing{2'000};         // close → abort
    std::chrono::milliseconds tick{1'000};            // how often the deadlines above are looked at
    std::chrono::milliseconds sample{1'000};          // between two statistics samples
    std::chrono::milliseconds typingShown{6'000};     // someone typed last this long ago: no longer typing
    std::chrono::milliseconds typingRepeated{3'000};  // between two "I am typing" of ours
    Backoff::Range reconnect;                         // between attempts to connect
    Backoff::Range retry;                             // between tries of a command refused for a while
};

}  // namespace snug::client
