// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/directory.h"
#include "rooms/presence.h"

namespace snug::rooms {

// What goes on between the servers that share the store: tells them of the people here, takes over what they
// tell, lets go of who went to another one. With a store of one server there is nothing to hear.
class Cluster {
public:
    Cluster(HubState& state, Presence& presence, Directory& directory)
        : state_(state)
        , presence_(presence)
        , directory_(directory)
    {
    }

    void heard(const store::News& news);
    // Something was missed: tells who is here, asks who is elsewhere.
    void missed();
    void listed(const store::Result<store::Outcome>& result);

    // Whether somebody who entered here has said hello on another server since.
    bool hasMovedOn(const QString& user, quint64 order) const;
    // Somebody said hello here, who may have been on another server until now.
    void arrived(const User& user);
    // Somebody is on no server any more.
    void departed(const protocol::Person& person);

    // No longer shows who did not come back in time to the rooms that were left for another server.
    void tick();
    // At the end of each turn.
    void tellChanges();

private:
    void on(const store::PeopleChanged& changed);
    void on(const store::ServerGone& gone);
    void on(const store::SomebodyTypes& typing);
    void on(const store::RoomMade& made);
    void on(const store::RoomDropped& dropped);
    void on(const store::RoomCleared& /*cleared*/) {}  // Administration hears of it
    void on(const store::FactChanged& /*changed*/) {}  // as well

    void seen(const store::PresenceRecord& record);
    void gone(const QString& user);
    // Puts the entry, or takes it away where it is nothing, and tells the rooms what that changes.
    void change(const protocol::Person& person, const std::set<QString>& before,
                const std::optional<RemotePeople::Entry>& after, bool memberChanged);
    std::set<QString> letGo(User& user);
    store::PresenceRecord recordOf(const User& user) const;

    HubState& state_;
    Presence& presence_;
    Directory& directory_;
};

}  // namespace snug::rooms
