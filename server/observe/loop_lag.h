// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <vector>

#include "base/time.h"

namespace snug::observe {

class HealthBoard;
class Metrics;

// Runs a task on some thread, later; from any thread. QMetaObject::invokeMethod on an object there is one.
using Poster = std::function<void(std::function<void()>)>;

// Tells whether every thread moves: posts a task to each and measures how long it takes to run. At most one
// task waits on a thread at a time, so a stalled thread gathers no backlog from this.
//
// Feeds snug_loop_lag_seconds{thread} and the probe "<thread>:lag".
// Thread: made, watched and ticked on one thread (ops); longestStall() from any. The posted tasks may run, or
// be thrown away, after this is gone.
class LoopLag {
public:
    struct Thresholds {
        std::chrono::milliseconds warn{250};
        std::chrono::milliseconds fail{2000};
        // How long the probe itself may stay silent: tick() at least twice in that time.
        std::chrono::milliseconds deadline{10'000};
    };

    // Borrows both; they outlive this and every thread that is watched.
    LoopLag(HealthBoard& board, Metrics& metrics, const Thresholds& thresholds);
    LoopLag(HealthBoard& board, Metrics& metrics);
    ~LoopLag();
    Q_DISABLE_COPY_MOVE(LoopLag)

    // All threads are named before the first tick: afterwards longestStall() may be asked from elsewhere.
    void watch(const QString& thread, Poster poster);

    // Once a second or so.
    void tick(const base::Now& now);

    // How long the thread that waits longest has not run its task; 0 when all ran theirs.
    std::chrono::milliseconds longestStall(base::SteadyTime now) const;

private:
    struct Watched;

    HealthBoard& board_;
    Metrics& metrics_;
    const Thresholds thresholds_;
    std::vector<std::unique_ptr<Watched>> threads_;
};

}  // namespace snug::observe
