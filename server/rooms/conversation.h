// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/directory.h"

namespace snug::rooms {

// What is said: sends and topics go to the store, committed entries come back by the feed and go to the
// members.
class Conversation {
public:
    Conversation(HubState& state, Directory& directory)
        : state_(state)
        , directory_(directory)
    {
    }

    void send(Connection& connection, const Asker& asker, const protocol::Send& command);
    void setTopic(Connection& connection, const Asker& asker, const protocol::SetTopic& command);
    void appended(const PendingAppend& pending, const store::Result<store::Outcome>& result);

    void history(const Asker& asker, User& user, const protocol::History& command);
    void historyRead(const PendingHistory& pending, const store::Result<store::Outcome>& result);

    void search(Connection& connection, const Asker& asker, const protocol::Search& command);
    void searched(const PendingSearch& pending, const store::Result<store::Outcome>& result);

    // An entry was committed: tells the members, in seq order. One that was told before is passed over; one
    // that comes too early (a feed that lost something) makes the room read what is missing.
    void fed(const protocol::LogEntry& entry);
    void caughtUp(const PendingCatchUp& pending, const store::Result<store::Outcome>& result);

    // Entries may have been missed, or the data lost: asks the store what it has of each open room. A room
    // whose log has begun anew, or is gone and is made again, is told so to its members.
    void missed();
    // Who administers took away what was said in it: the room's log has begun anew.
    void cleared(const QString& name);
    void rechecked(const PendingRecheck& pending, const store::Result<store::Outcome>& result);
    // Refuses what the store refused. NoSuchRoom for an open room means that the store has lost it: then it
    // is looked after, and the refusal is temporary.
    void storeRefused(const Asker& asker, const QString& name, const store::Error& error);

private:
    bool mayAppend(Connection& connection, const Asker& asker, const Room& room, const QString& nonce);
    void catchUp(Room& room);
    void recheck(Room& room, bool cleared = false);
    void append(Connection& connection, const Asker& asker, Room& room, protocol::EntryKind kind,
                const QString& text, const QString& nonce);

    HubState& state_;
    Directory& directory_;
};

}  // namespace snug::rooms
