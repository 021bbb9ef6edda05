// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include "base/time.h"
#include "store/operations.h"

namespace snug::host {

// Has the store let entries go that the policy does not keep: walks through all kept rooms once a minute, one
// call at a time. Without a policy it asks nothing. Several servers on one store may all do it.
//
// Thread: tick() on the ops thread; take() on the store's; setPolicy() on any. Bounds: a call comes to
// kRoomsACall rooms and removes store::kTrimmedAtOnce entries at most (of each part of a store that is
// spread); after kCallsATick calls a walk rests until the next tick.
class Retention {
public:
    static constexpr int kRoomsACall = 100;
    static constexpr int kCallsATick = 600;

    struct Policy {
        std::chrono::days age{0};  // older entries go; 0: none is too old
        quint64 messages = 0;      // of each room so many stay; 0: no number is too large
    };
    // The store worker's: false means that it takes nothing more.
    using Submit = std::function<bool(store::Operation)>;

    Retention(Policy policy, Submit submit);

    void setPolicy(Policy policy);

    // Begins a walk, or goes on with one that rests; nothing while one is under way.
    void tick();

    // Looks at every completion of the store; true: it was this one's own and concerns nobody else.
    bool take(const store::Completion& completion);

private:
    void goOn();
    Policy policy() const;

    // Hub tickets count up from 1 and never come here; the one above is StoreProbe's.
    static constexpr store::Ticket kTicket = ~store::Ticket{0} - 1;

    mutable std::mutex mutex_;
    Policy policy_;  // guarded
    const Submit submit_;
    std::atomic<bool> underWay_{false};
    // Of whichever thread has the turn: tick()'s while nothing is under way, take()'s then.
    QString after_;
    int callsLeft_ = 0;
};

}  // namespace snug::host
