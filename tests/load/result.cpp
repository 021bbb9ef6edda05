// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/result.h"

namespace snug::load {

std::optional<double> RunResult::serverCpuPercent() const
{
    if (!serverCpuSeconds || seconds <= 0) {
        return std::nullopt;
    }
    return *serverCpuSeconds / seconds * 100;
}

bool RunResult::isFastEnough() const
{
    const double p99 = static_cast<double>(deliveryLatency.quantile(0.99)) / 1e6;
    if (plan.p99AtMost > 0 && (deliveryLatency.count() == 0 || p99 > plan.p99AtMost)) {
        return false;
    }
    const std::optional<double> cpu = serverCpuPercent();
    return plan.serverCpuAtMost <= 0 || (cpu && *cpu <= plan.serverCpuAtMost);
}

}  // namespace snug::load
