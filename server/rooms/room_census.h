// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "rooms/watchers.h"

namespace snug::rooms {

// All rooms that there are, for who watches them: those with somebody in them once a second, what the store
// has of all of them by pages of kPage, one a second once it was all read. Nothing while nobody watches.
// Bounded by limits.roomsTotal.
class RoomCensus {
public:
    static constexpr int kPage = 100;

    RoomCensus(HubState& state, Watchers& watchers)
        : state_(state)
        , watchers_(watchers)
    {
    }

    // Somebody begins to watch.
    void begin(base::ConnectionId watcher);
    void listed(const store::Result<store::Outcome>& result);
    void measured(const store::Result<store::Outcome>& result);
    void dropped(const QString& room);
    void tick();

private:
    struct Known {
        protocol::admin::Room row;
        protocol::admin::Room told;  // nameless: not yet
        quint64 seq = 0;             // of the tick before
        quint64 pass = 0;            // in which it was seen last
    };

    void ask();
    void endPass();
    void count();
    void tellChanges();

    HubState& state_;
    Watchers& watchers_;
    std::map<QString, Known> rooms_;
    QVector<QString> gone_;
    QString after_;  // where the next page begins
    quint64 pass_ = 1;
    bool asking_ = false;
};

}  // namespace snug::rooms
