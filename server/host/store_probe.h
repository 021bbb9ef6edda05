// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>

#include "base/time.h"
#include "observe/health_board.h"
#include "observe/metrics.h"
#include "store/operations.h"

namespace snug::host {

// Whether the store can write, told from real writes: a probe operation every second, and every
// failure that anybody meets in between. Feeds the probe "store:write" and snug_store_up.
//
// Thread: tick() on the ops thread; take() on the store's. Borrows both.
class StoreProbe {
public:
    static constexpr std::chrono::milliseconds kInterval{1000};
    static constexpr std::chrono::milliseconds kDeadline{10'000};
    static constexpr std::chrono::milliseconds kSlow{1000};  // a warning

    StoreProbe(observe::HealthBoard& board, observe::Metrics& metrics);

    // Asks for a write, unless the one before is still under way. `submit` is the store worker's.
    void tick(const std::function<bool(store::Operation)>& submit);

    // As the last probe that succeeded told: servers that share the store, and people on all of them. Any
    // thread.
    int servers() const { return servers_; }
    int people() const { return people_; }

    // Looks at every completion of the store; true: it was the probe's own and concerns nobody else.
    bool take(const store::Completion& completion);

private:
    void set(const observe::Reading& reading, const base::Now& now);

    // Hub tickets count up from 1 and never come here.
    static constexpr store::Ticket kTicket = ~store::Ticket{0};

    observe::HealthBoard& board_;
    observe::Metrics& metrics_;
    std::atomic<bool> underWay_{false};
    std::atomic<int> servers_{1};
    std::atomic<int> people_{0};
    std::atomic<base::SteadyTime> asked_{base::SteadyTime{}};
};

}  // namespace snug::host
