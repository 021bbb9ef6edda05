// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/hub_state.h"

namespace snug::rooms {

// Which rooms there are: lists, creation, and telling everybody what changed.
class Directory {
public:
    explicit Directory(HubState& state)
        : state_(state)
    {
    }

    void list(const Asker& asker, const protocol::ListRooms& command);
    void listed(const PendingRooms& pending, const store::Result<store::Outcome>& result);

    void create(const Asker& asker, const protocol::CreateRoom& command);
    void created(const PendingCreate& pending, const store::Result<store::Outcome>& result);

    // The first page, for the welcome, and what a store's list is to a client.
    store::ListRooms firstPage() const;
    protocol::RoomPage toPage(const store::RoomList& list) const;

    // Everybody will be told within a second.
    void changed(const Room& room);
    // The store has just made this room.
    void made(const store::RoomFacts& facts);

    // The store has just forgotten it.
    void dropped(const QString& room);
    // A room that is not live here has another topic: looks and tells.
    void look(const QString& room);
    void looked(const store::Result<store::Outcome>& result);

    // Tells what changed and forgets off-the-record rooms that were empty for long.
    void tick();

private:
    void tellChanges();
    void dropForgottenRooms();

    HubState& state_;
};

}  // namespace snug::rooms
