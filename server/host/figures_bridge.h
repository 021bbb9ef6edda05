// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <mutex>

#include "host/server_figures.h"
#include "net/network_statistics.h"
#include "observe/metrics.h"
#include "rooms/hub.h"

namespace snug::host {

// Brings the figures that network and hub keep for themselves to the metrics, as differences since the last
// time, so that neither counts anything twice on the message path.
//
// Thread: setHub() on the hub's, update() on the ops thread. Borrows the metrics.
class FiguresBridge {
public:
    explicit FiguresBridge(observe::Metrics& metrics)
        : metrics_(metrics)
    {
    }

    void setHub(const rooms::HubFigures& figures);
    // `most`: how many connections there may be.
    ServerFigures update(const net::NetworkStatistics& network, int most);

private:
    void countConnections(const net::NetworkStatistics& network);
    void countHub(const rooms::HubCounters& counters);

    observe::Metrics& metrics_;
    std::mutex mutex_;
    rooms::HubFigures hub_;  // guarded
    rooms::HubCounters hubBefore_;
    net::NetworkStatistics before_;
};

}  // namespace snug::host
