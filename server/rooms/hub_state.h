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
#include "rooms/server_facts.h"
#include "rooms/user_registry.h"

namespace snug::rooms {

// One open WebSocket as the hub sees it.
struct Connection {
    base::ConnectionId id{};
    QString address;
    bool inner = false;  // the server's own probe: nobody
    QString client;      // what its program calls itself
    base::WallTime since;
    User* user = nullptr;   // who said hello here
    bool greeting = false;  // hello is being looked up
    bool greeted = false;   // the welcome is out
    int refusalsInARow = 0;
    int appendsUnderWay = 0;
    bool searching = false;  // the store looks for something for it
    int rateLimited = 0;     // commands refused for coming too fast
    int wrongCodes = 0;      // claims refused
    std::optional<protocol::admin::Sanction> muted;
    bool mayAdminister = false;
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

    HubConfig config;
    const base::RandomText random;
    std::unordered_map<base::ConnectionId, Connection> connections;
    UserRegistry users;
    RemotePeople remote;
    ServerFacts facts;
    std::unordered_map<QString, Room> rooms;                        // those with somebody in them
    QHash<QString, base::SteadyTime> emptyOffRecord;                // since when nobody is there
    std::unordered_map<QString, protocol::RoomChange> roomChanges;  // to be told to everybody
    store::UpdatePresence presence;                                 // for the store, at the end of this turn
    std::set<QString> changedUsers;                                 // …and those here that it is about
    HubCounters counters;
    bool draining = false;
    bool storing = true;  // what the store said last
    std::unordered_map<store::Ticket, Pending> pending;
    std::unordered_map<quint64, protocol::admin::Audit> audits;  // of commands that were not answered yet
    std::deque<protocol::admin::Audit> audited;                  // the newest first
    bool auditChanged = false;                                   // who watches is to be told

    // ---- the running turn
    base::Now now;
    base::SteadyTime receivedAt{};  // of the command that is carried out
    Effects* effects = nullptr;

    int inner = 0;  // connections that are nobody's

    Connection* connection(base::ConnectionId id);
    int connectionCount() const { return static_cast<int>(connections.size()) - inner; }
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
    void disconnect(base::ConnectionId id, protocol::CloseCode code, const QString& reason = {});
    // Begins the entry of the audit log that the answer to this command ends.
    void audit(Asker& asker, const Connection& connection, const QString& action, const QString& target,
               const QString& detail);
    void broadcast(const base::Audience& audience, base::ConnectionId except, protocol::Push push,
                   base::SteadyTime since = {});
    // Asks the store; `next` says what happens with the answer. The operation gets its ticket here.
    void ask(store::Operation operation, Pending next);
    // As ask, of the clerk: `call` is a ClerkCall with a ticket.
    template <class Call>
    void askClerk(Call call, Pending next)
    {
        call.ticket = ++nextTicket_;
        pending.emplace(nextTicket_, std::move(next));
        effects->emplace_back(ClerkCall{std::move(call)});
    }
    // As ask, for what needs no going on.
    void tellStore(store::Operation operation);

private:
    void endAudit(const Asker& asker, const QString& result);

    store::Ticket nextTicket_ = 0;
    quint64 nextAudit_ = 0;
};

// What a stranger may know of a store's failure.
protocol::Error toProtocol(const store::Error& error);

}  // namespace snug::rooms
