// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "observe/health_board.h"

namespace snug::host {

// Of a bounded queue, how much waits in it: a warning where it is half full, a failure where it is nearly so
// and what comes next may be refused. Pure.
inline observe::Reading judgeQueue(std::size_t waiting, std::size_t capacity, const QString& what)
{
    constexpr double kWarnShare = 0.5;
    constexpr double kFailShare = 0.9;
    const double share = static_cast<double>(waiting) / static_cast<double>(capacity);
    observe::Reading reading{
        observe::HealthStatus::Pass, static_cast<double>(waiting), QStringLiteral("1"), {}};
    if (share >= kWarnShare) {
        reading.status = share >= kFailShare ? observe::HealthStatus::Fail : observe::HealthStatus::Warn;
        reading.reason = QStringLiteral("%1 %2 wait, of %3 that may.").arg(waiting).arg(what).arg(capacity);
    }
    return reading;
}

}  // namespace snug::host
