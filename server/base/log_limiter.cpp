// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log_limiter.h"

#include <utility>

namespace snug::base {

std::optional<int> LogLimiter::take(const std::string& place, SteadyTime now)
{
    if (places_.size() >= kPlaces && !places_.contains(place)) {
        places_.clear();
    }
    Place& found = places_[place];
    if (!found.bucket.take({kPerSecond, kBurst}, now)) {
        ++found.leftOut;
        return std::nullopt;
    }
    return std::exchange(found.leftOut, 0);
}

}  // namespace snug::base
