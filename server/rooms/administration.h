// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/instances.h"
#include "rooms/people_moderation.h"
#include "rooms/room_census.h"
#include "rooms/room_moderation.h"

namespace snug::rooms {

// The commands of who administers the server: whether they may (permissions.h), the audit log, and the way to
// who does it. Keeps what all servers agree on (ServerFacts) as the store has it.
//
// Bound: kWrongCodes claims of one connection.
class Administration {
public:
    static constexpr int kWrongCodes = 5;

    Administration(HubState& state, Conversation& conversation, Membership& membership, Directory& directory);

    void run(Connection& connection, Asker asker, const protocol::AdminCommand& command);

    // Whether somebody may come in, who is not held back by a ban and finds room. If not, the connection is
    // told, or closed with the reason.
    bool admits(const Connection& connection, const Asker& asker, const protocol::Person& person);

    // ---- what was asked of the store and of the clerk
    void factsListed(const store::Result<store::Outcome>& result);
    void factPut(const PendingFact& pending, const store::Result<store::Outcome>& result);
    void deleted(const PendingDelete& pending, const store::Result<store::Outcome>& result);
    void answered(const PendingClaim& pending, const ClerkAnswer& answer);
    void answered(const PendingSettings& pending, const ClerkAnswer& answer);

    // ---- what happens
    void recalled(const Recalled& recalled);
    void heard(const store::News& news);
    // Facts may have changed unheard.
    void missed();
    void tick();
    void closed(base::ConnectionId connection) { watchers_.closed(connection); }

    bool isDraining() const { return instances_.isDraining(); }
    PeopleModeration& people() { return people_; }
    RoomModeration& rooms() { return rooms_; }
    RoomCensus& census() { return census_; }
    Instances& instances() { return instances_; }
    Watchers& watchers() { return watchers_; }

private:
    void on(Connection& connection, const Asker& asker, const protocol::admin::Claim& command);
    void on(const Asker& asker, const protocol::admin::Watch& command);
    void on(const Asker& asker, const protocol::admin::ListAudit& command);
    void makeOwner(const Asker& asker, const QString& user);
    void refuseCode(Connection& connection, const Asker& asker);
    void factChanged(const QString& key, const QByteArray& value);
    void askForFacts();
    void offerClaim();

    HubState& state_;
    Conversation& conversation_;
    Membership& membership_;
    PeopleModeration people_;
    RoomModeration rooms_;
    Watchers watchers_;
    RoomCensus census_;
    Instances instances_;
    bool askedForFacts_ = false;
    bool offeredClaim_ = false;
};

}  // namespace snug::rooms
