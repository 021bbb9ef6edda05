// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/reporter.h"

#include <tuple>

#include "host/hub_inputs.h"
#include "host/hub_thread.h"
#include "net/network.h"
#include "observe/loop_lag.h"
#include "observe/ops_thread.h"

namespace snug::host {

namespace {

QVector<observe::HealthStatus> statusesOf(const observe::Health& health)
{
    QVector<observe::HealthStatus> statuses;
    for (const observe::ProbeState& probe : health.probes) {
        statuses.append(probe.reading.status);
    }
    return statuses;
}

}  // namespace

Reporter::Reporter(observe::Metrics& metrics, int capacity, FiguresSink figures)
    : figures_(std::move(figures))
    , bridge_(metrics)
    , overview_(metrics)
    , capacityWanted_(capacity)
{
}

void Reporter::start(observe::OpsThread& ops, const Sources& sources)
{
    connectionsMost_ = sources.network.connectionsMost();
    ops.every(kLook, [this, sources] { look(sources); });
}

int Reporter::capacity() const
{
    const int wanted = capacityWanted_;
    return wanted != 0 ? wanted : connectionsMost_.load();
}

void Reporter::look(const Sources& sources)
{
    const base::Now now = base::Now::read();
    const observe::Health health = sources.health.snapshot(now);
    // Half a look early is no earlier than the timer's own inaccuracy.
    const bool isDue = now.steady - reportedAt_ >= kInterval - kLook / 2;
    if (QVector<observe::HealthStatus> statuses = statusesOf(health); isDue || statuses != statuses_) {
        statuses_ = std::move(statuses);
        reportedAt_ = now.steady;
        report(sources, health, now);
    }
}

void Reporter::report(const Sources& sources, const observe::Health& health, const base::Now& now)
{
    const net::NetworkStatistics network = sources.network.statistics();
    ServerFigures figures = bridge_.update(network, capacity());
    people_ = figures.users;
    figures.health = health;
    figures_(figures);
    // The hub may be full; then this is left out.
    const auto lag =
        std::chrono::duration_cast<std::chrono::milliseconds>(sources.loops.longestStall(now.steady));
    std::ignore =
        sources.hub.fromNetwork(rooms::Observed{overview_.take(network, health, capacity(), now), lag});
    if (const std::vector<base::LogRecord> records = log_.takeAll(); !records.empty()) {
        std::ignore = sources.hub.fromNetwork(toLogWritten(records));
    }
}

}  // namespace snug::host
