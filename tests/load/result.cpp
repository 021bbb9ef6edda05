// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/result.h"

#include <algorithm>

namespace snug::load {

std::optional<double> RunResult::serverCpuPercent() const
{
    if (!serverCpuSeconds || seconds <= 0) {
        return std::nullopt;
    }
    return *serverCpuSeconds / seconds * 100;
}

bool RunResult::isBack() const
{
    return plan.storms == 0 || (storm && storm->missing == 0 && storm->seconds.size() == plan.storms);
}

bool RunResult::isFastEnough() const
{
    const bool wasSlow = storm && std::ranges::any_of(storm->seconds, [this](double needed) {
                             return needed > plan.backWithin;
                         });
    if (plan.backWithin > 0 && (wasSlow || !isBack())) {
        return false;
    }
    const double p99 = static_cast<double>(deliveryLatency.quantile(0.99)) / 1e6;
    if (plan.p99AtMost > 0 && (deliveryLatency.count() == 0 || p99 > plan.p99AtMost)) {
        return false;
    }
    const std::optional<double> cpu = serverCpuPercent();
    return plan.serverCpuAtMost <= 0 || (cpu && *cpu <= plan.serverCpuAtMost);
}

}  // namespace snug::load
