// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>

#include "base/log_tap.h"
#include "host/figures_bridge.h"
#include "host/overview.h"
#include "host/server_figures.h"

namespace snug::net {
class Network;
}
namespace snug::observe {
class LoopLag;
class OpsThread;
}  // namespace snug::observe

namespace snug::host {

class HubThread;

// Tells once a second how the server does: the metrics, whoever owns the server, and the hub for those who
// watch it, which gets what is new in the log, too. When a probe finds something else than before it is told
// within kLook.
//
// Thread: made and started by the server's owner, setHub() on the hub's; what it does runs on the ops thread.
// setCapacity(), capacity() and people() are for any. Borrows all that it is given, until that has stopped.
class Reporter {
public:
    static constexpr std::chrono::milliseconds kInterval{1000};
    static constexpr std::chrono::milliseconds kLook{250};

    struct Sources {
        net::Network& network;
        HubThread& hub;
        const observe::HealthBoard& health;
        const observe::LoopLag& loops;
    };
    using FiguresSink = std::function<void(const ServerFigures&)>;

    // `capacity` as the setting has it. `figures` is called on the ops thread.
    Reporter(observe::Metrics& metrics, int capacity, FiguresSink figures);

    void setHub(const rooms::HubFigures& figures) { bridge_.setHub(figures); }
    // When all that is watched runs. Once.
    void start(observe::OpsThread& ops, const Sources& sources);

    // People the server is meant for; 0: as many as may connect.
    void setCapacity(int people) { capacityWanted_ = people; }
    // After start().
    int capacity() const;
    // Here, when it was told last.
    int people() const { return people_; }

private:
    void look(const Sources& sources);
    void report(const Sources& sources, const observe::Health& health, const base::Now& now);

    const FiguresSink figures_;
    FiguresBridge bridge_;
    Overview overview_;
    base::LogTap log_;
    std::atomic<int> capacityWanted_;
    std::atomic<int> connectionsMost_{0};
    std::atomic<int> people_{0};
    // Of the ops thread.
    base::SteadyTime reportedAt_{};
    QVector<observe::HealthStatus> statuses_;  // of the probes, as they were told
};

}  // namespace snug::host
