// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <atomic>
#include <chrono>

#include "base/latency_buckets.h"

namespace snug::net {

// A figure that one thread writes and any thread reads: no lock, no locked instruction.
class Counter {
public:
    void add(qint64 amount)
    {
        value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
    }
    qint64 read() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> value_{0};
};

// How long things took, counted likewise.
class LatencyCounter {
public:
    void add(std::chrono::nanoseconds took);
    void addTo(base::LatencyCounts& sum) const;

private:
    std::array<Counter, base::kLatencyBuckets.size() + 1> buckets_;
    Counter nanoseconds_;
};

}  // namespace snug::net
