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
    int retainDays = 0;          // entries of kept rooms older than this go; 0: none
    int retainMessages = 0;      // of each kept room so many of the newest entries stay; 0: all
    int softLimit = 0;           // with so many people here, newcomers are sent to another instance; 0: never
    int hardLimit = 0;           // …and nobody more is let in; 0: never
    int capacity = 0;            // people this server is meant for, as the other instances are told
    QString advertise;           // host:port where clients reach this instance; empty: not told
    QString ownerCode;           // makes its bearer the owner, for the program that hosts; empty: none
    QString store;               // what the server keeps its rooms in, as people call it
};

}  // namespace snug::rooms
