// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/hub_state.h"

namespace snug::rooms {

// Who is here, told to the members: one by one in small rooms, as counts and batches in large ones, so that a
// thousand people joining cost thousands of frames and not a million.
class Presence {
public:
    explicit Presence(HubState& state)
        : state_(state)
    {
    }

    // A member came, or changed nick or state, here or on another server. Everybody but the member's own
    // connection is told.
    void cameOrChanged(Room& room, const protocol::Member& member, base::ConnectionId own);
    void cameOrChanged(Room& room, const User& user);
    // Call after the member was removed.
    void went(Room& room, const protocol::Person& person);

    // Somebody in the room, here or on another server, types or stops.
    void types(Room& room, const protocol::Person& who, bool active, base::ConnectionId own);
    void typing(const Asker& asker, User& user, const protocol::Typing& command);
    void status(const Asker& asker, User& user, const protocol::SetStatus& command);
    void page(const Asker& asker, User& user, const protocol::ListPresence& command);

    // Sends the batches that wait, and switches rooms between detailed and summarised.
    void tick();

private:
    void updateSummarised(Room& room) const;
    void flush(Room& room);

    HubState& state_;
};

}  // namespace snug::rooms
