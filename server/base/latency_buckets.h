// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace snug::base {

// Upper bounds, in seconds, of the buckets in which deliveries are counted, from what nobody notices to what
// everybody does; what takes longer comes after the last.
inline constexpr std::array<double, 16> kLatencyBuckets{
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

// So many in each bucket, and how long all of them took together.
struct LatencyCounts {
    std::array<unsigned long long, kLatencyBuckets.size() + 1> buckets{};
    double seconds = 0;
};

// The time within which the share `quantile` (0…1) of what is in `counts` was done, between bounds as if
// evenly spread; 0 where nothing was counted, the last bound for what is beyond it.
double quantileOf(const LatencyCounts& counts, double quantile);
// What came since `before`, which was counted earlier.
LatencyCounts operator-(const LatencyCounts& now, const LatencyCounts& before);

}  // namespace snug::base
