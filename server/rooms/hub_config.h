// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "protocol/limits.h"
#include "protocol/values.h"

namespace snug::rooms {

// The policies of one server's rooms.
struct HubConfig {
    protocol::ServerInfo server;
    protocol::Limits limits;
    bool joinCreates = true;                      // joining a room that is not there makes it
    std::chrono::seconds dropGrace{15};           // a dropped person stays a member this long
    std::chrono::seconds nameHold{10 * 60};       // …and keeps the nick this long
    std::chrono::seconds emptyRoomHold{10 * 60};  // an off-the-record room outlives its last member this long
    std::chrono::seconds sessionLifetime{
        std::chrono::days{30}};  // a session not seen for longer is forgotten
    QString ownerCode;           // makes its bearer the owner, for the program that hosts; empty: none
};

}  // namespace snug::rooms
