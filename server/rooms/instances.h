// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/watchers.h"

namespace snug::rooms {

// The servers that share the store: tells them how it is here, knows how it is there, and sends people to the
// one with the most room where this one is full or is emptied.
class Instances {
public:
    // People sent away in one tick while this instance is emptied: they come back elsewhere at once.
    static constexpr int kMovedPerTick = 200;
    // Ticks in which it waits to hear of another instance's address. Where none tells one, whatever stands
    // before them finds the way.
    static constexpr int kPatience = 3;

    Instances(HubState& state, Watchers& watchers)
        : state_(state)
        , watchers_(watchers)
    {
    }

    // Whether a newcomer finds room here. If not, the connection is told where to go, or that it is full.
    bool admits(const Connection& connection, const QString& user);

    void begin(base::ConnectionId watcher);
    void drain(const Asker& asker, const protocol::admin::Drain& command);
    void listed(const store::Result<store::Outcome>& result);
    void tick();

    // This instance is emptied by who administers.
    bool isDraining() const { return !mine_.isEmpty() && state_.facts.isDraining(mine_); }

private:
    // The address of the instance that has the most room; empty: there is none, or it does not tell one.
    QString elsewhere() const;
    protocol::admin::Instance toRow(const store::ServerRecord& record) const;
    void moveEverybody();

    HubState& state_;
    Watchers& watchers_;
    QVector<store::ServerRecord> servers_;
    QVector<protocol::admin::Instance> told_;
    QString mine_;
    base::WallTime since_{};
    bool asking_ = false;
    int drainedFor_ = 0;  // ticks
};

}  // namespace snug::rooms
