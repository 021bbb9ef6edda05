// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latency_buckets.h"

#include <numeric>

namespace snug::base {

double quantileOf(const LatencyCounts& counts, double quantile)
{
    const auto all = std::accumulate(counts.buckets.begin(), counts.buckets.end(), 0ULL);
    const double wanted = quantile * static_cast<double>(all);
    double below = 0;
    for (std::size_t bucket = 0; bucket < kLatencyBuckets.size(); ++bucket) {
        const auto here = static_cast<double>(counts.buckets.at(bucket));
        if (here > 0 && below + here >= wanted) {
            const double from = bucket == 0 ? 0 : kLatencyBuckets.at(bucket - 1);
            return from + (kLatencyBuckets.at(bucket) - from) * (wanted - below) / here;
        }
        below += here;
    }
    return all == 0 ? 0 : kLatencyBuckets.back();
}

LatencyCounts operator-(const LatencyCounts& now, const LatencyCounts& before)
{
    LatencyCounts difference{{}, now.seconds - before.seconds};
    for (std::size_t bucket = 0; bucket < difference.buckets.size(); ++bucket) {
        difference.buckets.at(bucket) = now.buckets.at(bucket) - before.buckets.at(bucket);
    }
    return difference;
}

}  // namespace snug::base
