// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "base/time.h"
#include "observe/health_board.h"

namespace snug::host {

// How long Redis takes to answer, told from the commands that are sent to it anyway; StoreProbe must write
// every kInterval, so that there always are some. Feeds the probe "redis:roundtrip": the worst of the last
// second, in seconds.
//
// Thread: answered() on the store's; the others on the ops thread. Borrows the board.
class RedisProbe {
public:
    static constexpr std::chrono::milliseconds kInterval{1000};
    static constexpr std::chrono::milliseconds kDeadline{10'000};
    static constexpr std::chrono::milliseconds kSlow{250};      // a warning
    static constexpr std::chrono::milliseconds kSilence{1500};  // a failure

    explicit RedisProbe(observe::HealthBoard& board)
        : board_(board)
    {
    }

    // Once, where the store is Redis; without it there is no probe.
    void watch(const base::Now& now);
    void tick(const base::Now& now);

    void answered(std::chrono::nanoseconds took, base::SteadyTime now);

private:
    observe::HealthBoard& board_;
    std::atomic<std::chrono::nanoseconds> worst_{std::chrono::nanoseconds{0}};  // since the last tick
    std::atomic<base::SteadyTime> answeredAt_{base::SteadyTime{}};
    double last_ = 0;  // what was shown, for a second without an answer
};

}  // namespace snug::host
