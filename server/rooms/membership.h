// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/conversation.h"
#include "rooms/directory.h"
#include "rooms/presence.h"

namespace snug::rooms {

// Who is a member of what: joining (with resume), leaving, dropping and coming back.
class Membership {
public:
    Membership(HubState& state, Presence& presence, Conversation& conversation, Directory& directory)
        : state_(state)
        , presence_(presence)
        , conversation_(conversation)
        , directory_(directory)
    {
    }

    void join(const Asker& asker, User& user, const protocol::Join& command);
    void opened(const PendingOpen& pending, const store::Result<store::Outcome>& result);
    void resumed(const PendingResume& pending, const store::Result<store::Outcome>& result);
    void leave(const Asker& asker, User& user, const protocol::Leave& command);

    // The connection is gone: pushes stop, the memberships stay until the grace is over.
    void detachAll(User& user);
    void leaveAll(User& user);
    // The room is no more: nobody is in it. Who was hears of it from the directory.
    void dissolve(const QString& name);
    // The nick must be free. Everybody who sees the user is told.
    void rename(User& user, const QString& nick);
    // Ends the memberships of those who did not come back to the room in time, and forgets rooms with nobody
    // in them.
    void tick();

private:
    void enter(Room& room, const Room::WaitingJoin& join);
    void resume(Room& room, User& user, const Asker& asker, const protocol::Position& since);
    void admit(Room& room, User& user, const Asker& asker, bool gap);
    void remove(Room& room, User& user);

    HubState& state_;
    Presence& presence_;
    Conversation& conversation_;
    Directory& directory_;
};

}  // namespace snug::rooms
