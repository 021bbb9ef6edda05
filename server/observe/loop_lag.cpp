// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/loop_lag.h"

#include <prometheus/histogram.h>

#include <algorithm>
#include <atomic>

#include "observe/health_board.h"
#include "observe/metrics.h"

namespace snug::observe {

namespace {

using std::chrono::steady_clock;

// Shared with the posted task, which may outlive the watcher. Times are steady_clock ticks; 0 is "none".
struct Shared {
    std::atomic<steady_clock::rep> waitingSince{0};
    std::atomic<steady_clock::rep> lastLag{0};
};

std::chrono::duration<double> asSeconds(steady_clock::rep ticks)
{
    return steady_clock::duration(ticks);
}

}  // namespace

struct LoopLag::Watched {
    QString probe;
    Poster poster;
    prometheus::Histogram& histogram;
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
};

LoopLag::LoopLag(HealthBoard& board, Metrics& metrics, const Thresholds& thresholds)
    : board_(board)
    , metrics_(metrics)
    , thresholds_(thresholds)
{
}

LoopLag::LoopLag(HealthBoard& board, Metrics& metrics)
    : LoopLag(board, metrics, Thresholds{})
{
}

LoopLag::~LoopLag() = default;

void LoopLag::watch(const QString& thread, Poster poster)
{
    auto watched = std::make_unique<Watched>(
        Watched{thread + QStringLiteral(":lag"), std::move(poster), metrics_.loopLag(thread.toStdString())});
    board_.declare(watched->probe, thresholds_.deadline, base::Now::read());
    threads_.push_back(std::move(watched));
}

void LoopLag::tick(const base::Now& now)
{
    for (const auto& watched : threads_) {
        const auto since = watched->shared->waitingSince.load();
        const auto nowTicks = now.steady.time_since_epoch().count();
        const auto lag = asSeconds(since != 0 ? nowTicks - since : watched->shared->lastLag.load());

        Reading reading{HealthStatus::Pass, lag.count(), QStringLiteral("s"), {}};
        if (lag >= thresholds_.warn) {
            reading.status = lag >= thresholds_.fail ? HealthStatus::Fail : HealthStatus::Warn;
            reading.reason =
                since != 0
                    ? QStringLiteral("the thread has not answered for %1 s").arg(lag.count(), 0, 'f', 1)
                    : QStringLiteral("the thread answered late");
        }
        board_.set(watched->probe, reading, now);

        if (since == 0) {
            // Stamped with the real clock: the task reads that one too.
            const auto posted = steady_clock::now().time_since_epoch().count();
            watched->shared->waitingSince = posted;
            watched->poster([shared = watched->shared, histogram = &watched->histogram, posted] {
                const auto took = steady_clock::now().time_since_epoch().count() - posted;
                histogram->Observe(asSeconds(took).count());
                shared->lastLag = took;
                shared->waitingSince = 0;
            });
        }
    }
}

std::chrono::milliseconds LoopLag::longestStall(base::SteadyTime now) const
{
    std::chrono::milliseconds longest{0};
    for (const auto& watched : threads_) {
        const auto since = watched->shared->waitingSince.load();
        if (since != 0) {
            const base::SteadyTime posted{steady_clock::duration(since)};
            longest = std::max(longest, std::chrono::duration_cast<std::chrono::milliseconds>(now - posted));
        }
    }
    return longest;
}

}  // namespace snug::observe
