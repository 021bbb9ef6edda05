// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/health_board.h"

#include <algorithm>

namespace snug::observe {

void HealthBoard::declare(const QString& name, std::chrono::milliseconds deadline, const base::Now& now)
{
    const std::lock_guard lock(mutex_);
    probes_.insert(name, {deadline, now.steady, std::nullopt, {}});
}

void HealthBoard::set(const QString& name, const Reading& reading, const base::Now& now)
{
    const std::lock_guard lock(mutex_);
    const auto probe = probes_.find(name);
    if (probe != probes_.end()) {
        probe->refreshed = now.steady;
        probe->at = now.wall;
        probe->reading = reading;
    }
}

void HealthBoard::withdraw(const QString& name)
{
    const std::lock_guard lock(mutex_);
    probes_.remove(name);
}

Reading HealthBoard::judge(const Probe& probe, const base::Now& now)
{
    const auto silence = now.steady - probe.refreshed;
    if (silence > probe.deadline) {
        Reading stalled = probe.reading;
        stalled.status = HealthStatus::Fail;
        stalled.reason = QStringLiteral("stalled: no reading for %1 s")
                             .arg(std::chrono::duration_cast<std::chrono::seconds>(silence).count());
        return stalled;
    }
    if (!probe.at) {
        return {HealthStatus::Warn, std::nullopt, {}, QStringLiteral("not measured yet")};
    }
    return probe.reading;
}

Health HealthBoard::snapshot(const base::Now& now) const
{
    Health health;
    const std::lock_guard lock(mutex_);
    health.probes.reserve(probes_.size());
    for (auto probe = probes_.cbegin(); probe != probes_.cend(); ++probe) {
        const Reading reading = judge(*probe, now);
        health.overall = std::max(health.overall, reading.status);
        health.probes.append({probe.key(), reading, probe->at});
    }
    return health;
}

}  // namespace snug::observe
