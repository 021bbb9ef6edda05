// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/administration.h"
#include "rooms/cluster.h"
#include "rooms/conversation.h"
#include "rooms/directory.h"
#include "rooms/greeter.h"
#include "rooms/hub_state.h"
#include "rooms/inputs.h"
#include "rooms/membership.h"
#include "rooms/presence.h"

namespace snug::rooms {

// Figures of the moment, for statistics.
struct HubFigures {
    int connections = 0;
    int users = 0;
    int roomsLive = 0;
    HubCounters counters;
    bool draining = false;  // who administers sends the people elsewhere
};

// The rooms' live state and its rules. Pure: same inputs at the same times, same effects (given the same
// random source). Lives on one thread, borrows nothing, holds nothing but values.
//
// Several hubs on several servers, whose stores share what they keep, are one: see Cluster.
//
// Bounds: limits of HubConfig; 256 appends under way a connection; 10,000 joins waiting for one room to open.
class Hub {
public:
    // How often a Tick is wanted.
    static constexpr std::chrono::seconds kTick{1};

    Hub(HubConfig config, base::RandomText random);

    // One step. `effects` gets what is to be done, appended in order.
    void apply(Input input, const base::Now& now, Effects& effects);

    // Whether a store call is unanswered: a drained server may stop when none is.
    bool isWaitingForStore() const { return !state_.pending.empty(); }
    HubFigures figures() const;

private:
    void on(const Opened& opened);
    void on(const Received& received);
    void on(const Closed& closed);
    void on(const Completed& completed);
    void on(const Fed& fed);
    void on(const Missed&);
    void on(const Heard& heard);
    void on(const Tick&);
    void on(const Drain&);
    void on(const StoreAvailable& store);
    void on(const Configure& configure);
    void on(const Answered& answered);
    void on(const Recalled& recalled);
    void on(const Observed& observed);
    void on(const LogWritten& written);
    void on(const Measured& measured);
    void on(const FramesRecalled& recalled);
    void probed(const PendingProbe& pending, const store::Result<store::Outcome>& result);
    void probe(const Asker& asker, const protocol::Command& command);
    void run(Connection& connection, const Asker& asker, const protocol::Command& command);
    void goOn(const Pending& pending, const store::Result<store::Outcome>& result);

    HubState state_;
    Presence presence_;
    Directory directory_;
    Conversation conversation_;
    Membership membership_;
    Cluster cluster_;
    Administration administration_;
    Greeter greeter_;
};

}  // namespace snug::rooms
