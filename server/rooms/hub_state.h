// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <unordered_map>

#include "base/random.h"
#include "base/token_bucket.h"
#include "protocol/commands.h"
#include "rooms/effects.h"
#include "rooms/hub_config.h"
#include "rooms/pending.h"
#include "rooms/remote_people.h"
#include "rooms/room.h"
#include "rooms/user_registry.h"

namespace snug::rooms {

// One open WebSocket as the hub sees it.
struct Connection {
    base::ConnectionId id{};
    QString address;
    User* user = nullptr;   // who said hello here
    bool greeting = false;  // hello is being looked up
    bool greeted = false;   // the welcome is out
    int refusalsInARow = 0;
    int appendsUnderWay = 0;
    bool searching = false;  // the store looks for something for it
    base::TokenBucket commands;
    base::TokenBucket messages;
};

// What the hub did since it began.
struct HubCounters {
    quint64 entriesTold = 0;
    quint64 resumesExact = 0;
    quint64 resumesWithGap = 0;
    quint64 feedGaps = 0;
};

// All that the flows of the hub share: the state, and the effects of the turn that is running.
class HubState {
public:
    HubState(HubConfig hubConfig, base::RandomText randomText)
        : config(std::move(hubConfig))
        , random(std::move(randomText))
    {
    }

    const HubConfig config;
    const base::RandomText random;
    std::unordered_map<base::ConnectionId, Connection> connections;
    UserRegistry users;
    RemotePeople remote;
    std::unordered_map<QString, Room> rooms;                        // those with somebody in them
    QHash<QString, base::SteadyTime> emptyOffRecord;                // since when nobody is there
    std::unordered_map<QString, protocol::RoomChange> roomChanges;  // to be told to everybody
    store::UpdatePresence presence;                                 // for the store, at the end of this turn
    std::set<QString> changedUsers;                                 // …and those here that it is about
    HubCounters counters;
    bool draining = false;
    bool storing = true;  // what the store said last
    std::unordered_map<store::Ticket, Pending> pending;

    // ---- the running turn
    base::Now now;
    base::SteadyTime receivedAt{};  // of the command that is carried out
    Effects* effects = nullptr;

    Connection* connection(base::ConnectionId id);
    Room* room(const QString& name);
    // Members of a room, live here or not.
    int memberCount(const QString& name) const;
    // All who were welcomed.
    base::Audience everybody() const;
    // The room, if the user has joined it by this connection; else refuses and answers null.
    Room* roomOfMember(const Asker& asker, const User& user, const QString& name);

    void answer(const Asker& asker, protocol::Answer answer);
    void refuse(const Asker& asker, const protocol::Error& error);
    void refuse(const Asker& asker, protocol::ErrorCode code) { refuse(asker, protocol::makeError(code)); }
    void disconnect(base::ConnectionId id, protocol::CloseCode code);
    void broadcast(const base::Audience& audience, base::ConnectionId except, protocol::Push push,
                   base::SteadyTime since = {});
    // Asks the store; `next` says what happens with the answer. The operation gets its ticket here.
    void ask(store::Operation operation, Pending next);
    // As ask, for what needs no going on.
    void tellStore(store::Operation operation);

private:
    store::Ticket nextTicket_ = 0;
};

// What a stranger may know of a store's failure.
protocol::Error toProtocol(const store::Error& error);

}  // namespace snug::rooms
