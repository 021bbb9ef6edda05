// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "load/crowd.h"
#include "load/histogram.h"
#include "load/ledger.h"
#include "load/storm.h"

namespace snug::load {

// Who says what when. Closed loop: each room has `inFlight` messages on their way, the next begins when a
// message has reached its last member and its sender's answer has come. Open loop: messages are due at the
// plan's rate, and latency counts from when one was due, so that a server that stalls is not spared what
// waited meanwhile. Members of a room take turns. Who is cut off says it when back. One thread; borrows the
// others.
class Traffic final : public Crowd::Sink {
public:
    Traffic(const Plan& plan, Crowd& crowd, Ledger& ledger, Storm& storm);

    void start(Time now);
    // Sends what is due; when to be called again at the latest.
    Time step(Time now);
    void stop() { running_ = false; }

    // Only messages due from here to `until` count for latency, and deliveries in between for throughput.
    void measure(Time from, Time until);

    std::uint64_t messages() const { return messages_; }      // begun while measured
    std::uint64_t deliveries() const { return deliveries_; }  // seen while measured
    std::uint64_t allDeliveries() const { return allDeliveries_; }
    const Histogram& deliveryLatency() const { return deliveryLatency_; }
    const Histogram& answerLatency() const { return answerLatency_; }

private:
    void arrived(std::size_t key, const ServerFrame& frame) override;
    void cameBack(std::size_t key, std::uint64_t seq) override { storm_.cameBack(key, seq); }
    void send(std::size_t room, Time due);
    bool isMeasured(Time time) const { return time >= from_ && time < until_; }

    const Plan& plan_;
    Crowd& crowd_;
    Ledger& ledger_;
    Storm& storm_;
    bool running_ = false;
    Time nextDue_;                        // open loop
    std::size_t nextRoom_ = 0;            // open loop
    std::vector<std::size_t> idleRooms_;  // closed loop: a room for each message that is to begin
    Time from_;
    Time until_;
    std::uint64_t messages_ = 0;
    std::uint64_t deliveries_ = 0;
    std::uint64_t allDeliveries_ = 0;
    Histogram deliveryLatency_;
    Histogram answerLatency_;
};

}  // namespace snug::load
