// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/counter.h"

#include <algorithm>

namespace snug::net {

void LatencyCounter::add(std::chrono::nanoseconds took)
{
    const auto& bounds = base::kLatencyBuckets;
    const double seconds = std::chrono::duration<double>(took).count();
    const auto* const bound = std::lower_bound(bounds.begin(), bounds.end(), seconds);
    buckets_.at(static_cast<std::size_t>(bound - bounds.begin())).add(1);
    nanoseconds_.add(took.count());
}

void LatencyCounter::addTo(base::LatencyCounts& sum) const
{
    for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
        sum.buckets.at(bucket) += static_cast<quint64>(buckets_.at(bucket).read());
    }
    sum.seconds += static_cast<double>(nanoseconds_.read()) / 1e9;
}

}  // namespace snug::net
