// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/figures_bridge.h"

#include <algorithm>

namespace snug::host {

void FiguresBridge::setHub(const rooms::HubFigures& figures)
{
    const std::lock_guard lock(mutex_);
    hub_ = figures;
}

ServerFigures FiguresBridge::update(const net::NetworkStatistics& network, int most)
{
    rooms::HubFigures hub;
    {
        const std::lock_guard lock(mutex_);
        hub = hub_;
    }
    metrics_.setRooms(hub.roomsLive);
    metrics_.countBytes(observe::Direction::In,
                        static_cast<quint64>((network.bytesIn - before_.bytesIn).count));
    metrics_.countBytes(observe::Direction::Out,
                        static_cast<quint64>((network.bytesOut - before_.bytesOut).count));
    metrics_.changeSendBacklog((network.backlog - before_.backlog).count);
    countConnections(network);
    countHub(hub.counters);
    metrics_.delivered(network.deliveries - before_.deliveries);
    metrics_.setCapacityUsed(static_cast<double>(network.connections) / std::max(most, 1));
    before_ = network;
    hubBefore_ = hub.counters;

    ServerFigures figures;
    figures.connections = static_cast<int>(network.connections);
    figures.users = hub.users;
    figures.roomsLive = hub.roomsLive;
    figures.draining = hub.draining;
    figures.framesIn = network.framesIn;
    figures.framesOut = network.framesOut;
    return figures;
}

void FiguresBridge::countConnections(const net::NetworkStatistics& network)
{
    QHash<quint16, quint64> before;
    for (const auto& [code, count] : before_.closes) {
        before.insert(code, count);
    }
    qint64 closed = 0;
    for (const auto& [code, count] : network.closes) {
        closed += static_cast<qint64>(count - before.value(code));
    }
    for (qint64 opened = network.connections - before_.connections + closed; opened > 0; --opened) {
        metrics_.connectionOpened();
    }
    for (const auto& [code, count] : network.closes) {
        for (quint64 each = before.value(code); each < count; ++each) {
            metrics_.connectionClosed(code);
        }
    }
}

void FiguresBridge::countHub(const rooms::HubCounters& counters)
{
    for (quint64 each = hubBefore_.resumesExact; each < counters.resumesExact; ++each) {
        metrics_.countResume(observe::ResumeResult::Exact);
    }
    for (quint64 each = hubBefore_.resumesWithGap; each < counters.resumesWithGap; ++each) {
        metrics_.countResume(observe::ResumeResult::Gap);
    }
    for (quint64 each = hubBefore_.feedGaps; each < counters.feedGaps; ++each) {
        metrics_.countGap();
    }
}

}  // namespace snug::host
