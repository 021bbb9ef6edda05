// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "rooms/hub_state.h"
#include "rooms/inputs.h"
#include "rooms/sample_history.h"

namespace snug::rooms {

// Who watches the server, and what they are told: the overview with its history, connections, log lines, the
// frames of single connections. While nobody watches, only the history and the newest kLogLines lines of the
// log are kept.
class Watchers {
public:
    static constexpr std::size_t kLogLines = 500;

    explicit Watchers(HubState& state)
        : state_(state)
    {
    }

    void watch(const Asker& asker, const protocol::admin::Watch& command);
    void closed(base::ConnectionId connection);

    void observed(const Observed& observed);
    void logWritten(const LogWritten& written);
    void measured(const Measured& measured);
    void framesRecalled(const FramesRecalled& recalled);
    // Asks for what is watched.
    void tick();

    using Topic = bool protocol::admin::Watch::*;
    bool isWatched(Topic topic) const;
    void tell(Topic topic, protocol::AdminPush push);
    void tellAll(protocol::AdminPush push);
    // To one who has just begun to watch.
    void tellOne(base::ConnectionId to, protocol::AdminPush push);

    // Of the newest observation: how long the slowest loop takes.
    std::chrono::milliseconds lag() const { return lag_; }
    void setInstances(int count) { instances_ = count; }

private:
    protocol::admin::Watching watching(bool withHistory) const;
    // What the hub knows of a connection, with what the network said last.
    protocol::admin::Connection rowOf(const Connection& connection) const;
    void tellEverything(base::ConnectionId to, const protocol::admin::Watch& before,
                        const protocol::admin::Watch& wanted);
    void tellConnections(base::ConnectionId to);
    base::Audience audience(Topic topic) const;

    HubState& state_;
    std::unordered_map<base::ConnectionId, protocol::admin::Watch> watches_;
    std::unordered_map<base::ConnectionId, protocol::admin::Connection> rows_;  // as they were told
    QVector<quint64> gone_;                                                     // not told yet
    std::deque<protocol::admin::LogLine> lines_;
    SampleHistory minute_{std::chrono::milliseconds{0}, 60};
    SampleHistory hour_{std::chrono::seconds{10}, 360};
    SampleHistory day_{std::chrono::minutes{5}, 288};
    std::optional<protocol::admin::Overview> latest_;
    base::WallTime since_{};
    std::chrono::milliseconds lag_{};
    int instances_ = 1;
};

}  // namespace snug::rooms
