// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "base/bytes.h"
#include "base/token_bucket.h"

namespace snug::protocol {

// Every bound that a client can meet, in one place: configured on the server, sent in `welcome.limits`,
// answered with a coded error when passed. "Characters" are Unicode code points. A rate of 0 is no limit.
struct Limits {
    base::Bytes frame{64 * 1024};   // one frame from a client                 → close 1009
    int textCharacters = 4000;      // a message                               → too_long
    int nickCharacters = 32;        //                                         → too_long
    int roomCharacters = 48;        // a room's name                           → too_long
    int topicCharacters = 250;      //                                         → too_long
    int nonceCharacters = 64;       //                                         → too_long
    int searchCharacters = 100;     // the words that are searched for         → too_long
    int roomsPerPerson = 100;       // joined at once                          → too_many_rooms
    int roomsTotal = 10'000;        // on the server                           → too_many_rooms
    int historyPage = 100;          // messages in one history reply           (clamped)
    int membersPage = 200;          // members in one presence reply           (clamped)
    int resumeEvents = 1000;        // replayed after a drop                   → "gap": true
    int presenceDetailed = 100;     // members up to which presence is told one by one
    base::Rate messages{10, 30};    // sends and topics of one connection      → rate_limited
    base::Rate commands{50, 200};   // all commands of one connection          → rate_limited
    std::chrono::seconds ping{20};  // silence after which the server pings
    std::chrono::seconds idle{60};  // silence after which it closes           → close 4001

    friend bool operator==(const Limits&, const Limits&) = default;
};

// The largest frame the server itself may send: what a client must be ready to take. A full history page of
// the longest texts, escaped, fits.
inline constexpr base::Bytes kServerFrame{16 * 1024 * 1024};

}  // namespace snug::protocol
