// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/network_statistics.h"
#include "observe/health_board.h"
#include "observe/metrics.h"
#include "protocol/admin_events.h"

namespace snug::host {

// Makes of what the server counts since its start how it does now: rates, and times, since the last call.
// What only the hub knows (people, rooms, instances) it leaves to that.
// Thread: the ops thread's. Borrows the metrics.
class Overview {
public:
    explicit Overview(const observe::Metrics& metrics)
        : metrics_(metrics)
    {
    }

    // `capacity`: people the server is meant for.
    protocol::admin::Overview take(const net::NetworkStatistics& network, const observe::Health& health,
                                   int capacity, const base::Now& now);

private:
    const observe::Metrics& metrics_;
    base::SteadyTime at_{};
    double cpuSeconds_ = 0;
    observe::MetricsTotals totals_;
    base::LatencyCounts deliveries_{};
};

}  // namespace snug::host
