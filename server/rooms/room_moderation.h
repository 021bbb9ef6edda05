// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/conversation.h"
#include "rooms/membership.h"

namespace snug::rooms {

// What who administers may do with a room, in it or not.
class RoomModeration {
public:
    RoomModeration(HubState& state, Conversation& conversation, Membership& membership, Directory& directory)
        : state_(state)
        , conversation_(conversation)
        , membership_(membership)
        , directory_(directory)
    {
    }

    void lock(const Asker& asker, const protocol::admin::LockRoom& command);
    void clear(const Asker& asker, const protocol::admin::ClearRoom& command);
    void cleared(const PendingClear& pending, const store::Result<store::Outcome>& result);
    void remove(const Asker& asker, const protocol::admin::DeleteRoom& command);
    void removed(const PendingDelete& pending, const store::Result<store::Outcome>& result);
    void read(const Asker& asker, const protocol::admin::ReadRoom& command);
    void wasRead(const PendingReadRoom& pending, const store::Result<store::Outcome>& result);

private:
    // The name in its canonical form; refuses and answers nothing where it has none.
    std::optional<QString> nameOf(const Asker& asker, const QString& name);

    HubState& state_;
    Conversation& conversation_;
    Membership& membership_;
    Directory& directory_;
};

}  // namespace snug::rooms
