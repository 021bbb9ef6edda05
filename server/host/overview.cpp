// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/overview.h"

#include <algorithm>

#include "observe/process_reading.h"

namespace snug::host {

namespace {

using protocol::admin::Status;

Status toStatus(observe::HealthStatus status)
{
    switch (status) {
        case observe::HealthStatus::Pass:
            return Status::Pass;
        case observe::HealthStatus::Warn:
            return Status::Warn;
        case observe::HealthStatus::Fail:
            break;
    }
    return Status::Fail;
}

QVector<protocol::admin::Probe> toProbes(const observe::Health& health)
{
    QVector<protocol::admin::Probe> probes;
    for (const observe::ProbeState& each : health.probes) {
        probes.append({each.name, toStatus(each.reading.status), each.reading.value, each.reading.unit,
                       each.reading.reason, each.at});
    }
    return probes;
}

}  // namespace

protocol::admin::Overview Overview::take(const net::NetworkStatistics& network, const observe::Health& health,
                                         int capacity, const base::Now& now)
{
    const observe::ProcessReading process = observe::readProcess();
    const observe::MetricsTotals totals = metrics_.totals();
    const base::LatencyCounts deliveries = network.deliveries - deliveries_;
    // The first time there is nothing to compare with: rates are 0.
    const double seconds =
        at_ == base::SteadyTime{} ? 0 : std::chrono::duration<double>(now.steady - at_).count();
    const auto rate = [seconds](double since, double before) {
        return seconds > 0 ? (since - before) / seconds : 0;
    };
    const double cpuSeconds = process.cpuSeconds.value_or(0);
    const double commits = totals.commits - totals_.commits;

    protocol::admin::Overview overview;
    protocol::admin::Sample& sample = overview.now;
    sample.at = now.wall;
    sample.connections = static_cast<int>(network.connections);
    sample.messagesIn = rate(totals.messagesIn, totals_.messagesIn);
    sample.messagesOut = rate(totals.messagesOut, totals_.messagesOut);
    sample.errors = rate(totals.errors, totals_.errors);
    sample.cpu = rate(cpuSeconds, cpuSeconds_);
    sample.deliverySecondsP50 = base::quantileOf(deliveries, 0.5);
    sample.deliverySecondsP99 = base::quantileOf(deliveries, 0.99);
    sample.commitSeconds = commits > 0 ? (totals.commitSeconds - totals_.commitSeconds) / commits : 0;
    sample.memoryBytes = static_cast<qint64>(process.residentBytes.value_or(0));
    sample.backlogBytes = network.backlog.count;
    overview.capacityUsed = static_cast<double>(network.connections) / std::max(capacity, 1);
    overview.health = toStatus(health.overall);
    overview.probes = toProbes(health);

    at_ = now.steady;
    cpuSeconds_ = cpuSeconds;
    totals_ = totals;
    deliveries_ = network.deliveries;
    return overview;
}

}  // namespace snug::host
