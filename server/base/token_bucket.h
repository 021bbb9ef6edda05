// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "base/time.h"

namespace snug::base {

// How often something may happen: `perSecond` on average, `burst` at once. perSecond 0 means no limit.
struct Rate {
    double perSecond = 0;
    double burst = 0;

    friend bool operator==(const Rate&, const Rate&) = default;
};

// A budget that refills with time. Pure: the caller brings the time. 16 bytes a bucket; the rate is the
// caller's.
class TokenBucket {
public:
    // Takes one token; false when there is none, and then nothing is taken.
    bool take(const Rate& rate, SteadyTime now)
    {
        if (rate.perSecond <= 0) {
            return true;
        }
        if (last_ == SteadyTime{}) {
            tokens_ = rate.burst;
        } else {
            const std::chrono::duration<double> elapsed = now - last_;
            tokens_ = std::min(rate.burst, tokens_ + elapsed.count() * rate.perSecond);
        }
        last_ = now;
        if (tokens_ < 1) {
            return false;
        }
        tokens_ -= 1;
        return true;
    }

private:
    SteadyTime last_{};
    double tokens_ = 0;
};

}  // namespace snug::base
