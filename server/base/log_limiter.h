// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/token_bucket.h"

namespace snug::base {

// Keeps one place in the code from filling the log: after kBurst lines it may write kPerSecond a second; how
// many were left out is said by the next that is written.
//
// Thread: none of its own; its owner locks. Bounds: kPlaces places are remembered, then all is forgotten.
class LogLimiter {
public:
    static constexpr int kPerSecond = 5;
    static constexpr int kBurst = 50;
    static constexpr std::size_t kPlaces = 1'000;

    // Nothing: it is left out. Otherwise how many of this place were, since the last that was written.
    std::optional<int> take(const std::string& place, SteadyTime now);

private:
    struct Place {
        TokenBucket bucket;
        int leftOut = 0;
    };
    std::map<std::string, Place> places_;
};

}  // namespace snug::base
