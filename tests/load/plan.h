// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace snug::load {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;

inline constexpr std::size_t kMaxConnections = 1'000'000;

// A server to connect to.
struct Endpoint {
    std::string host;
    std::uint16_t port = 0;
    std::string path{};  // empty: the usual one of the dialect
    bool tls = false;

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

// What a run does. Connection `key` goes to server `key % servers`; it is member `key % members` of room `key
// / members`; those from rooms × members on are idle: they say hello and stay.
struct Plan {
    std::vector<Endpoint> servers;  // at least one; several share their rooms
    std::string dialect = "snug";   // how they are spoken to: one of dialectNames()
    std::string tlsCa;              // a file of further certificates to trust; empty: none
    bool tlsInsecure = false;       // certificates are not verified
    std::size_t rooms = 1;
    std::size_t members = 10;  // of each room
    std::size_t idle = 0;
    bool keep = true;           // false: the rooms are off the record
    std::size_t inFlight = 1;   // closed loop: messages of a room on their way at once
    double rate = 0;            // open loop: messages a second in all rooms together; 0: closed loop
    std::size_t payload = 150;  // bytes of text
    std::chrono::milliseconds settle{1000};  // at most, until the servers have told who came
    std::chrono::milliseconds warmup{2000};
    std::chrono::milliseconds measure{10'000};
    double ratePerRoom = 0;        // above 0: how many rooms hold is to be found; messages a second in each
    std::size_t storms = 0;        // how often connections are cut while measured
    std::size_t stormClients = 0;  // how many of them, at most the speakers
    double backWithin = 0;         // seconds until all are back; 0: no bound
    double connectRate = 2000;     // new connections a second
    std::vector<int> serverPids;   // whose use of CPU and memory is summed; none: it is not measured
    bool quiet = false;            // no progress is told
    std::string jsonFile;          // empty: none is written
    double p99AtMost = 0;          // milliseconds of delivery latency; 0: no bound
    double serverCpuAtMost = 0;    // percent of a core; 0: no bound

    std::size_t speakers() const { return rooms * members; }
    std::size_t connections() const { return speakers() + idle; }
    std::size_t roomOf(std::size_t key) const { return key / members; }
};

}  // namespace snug::load
