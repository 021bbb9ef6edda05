// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/presence.h"

#include <algorithm>

namespace snug::rooms {

namespace {

// People named in one batch; beyond it a client pages through the list if anybody looks at it.
constexpr std::size_t kBatchPeople = 50;

}  // namespace

void Presence::updateSummarised(Room& room) const
{
    const int detailed = state_.config.limits.presenceDetailed;
    if (room.memberCount() > detailed) {
        room.summarised = true;
    } else if (room.summarised && room.memberCount() <= detailed - detailed / 10) {
        // Back to one by one, with a margin so that a room at the edge does not flap. Lists that were cut are
        // stale.
        room.summarised = false;
        room.batch.truncated = true;
    }
}

void Presence::cameOrChanged(Room& room, const User& user)
{
    cameOrChanged(room, {user.person, user.state}, user.connection);
}

void Presence::cameOrChanged(Room& room, const protocol::Member& member, base::ConnectionId own)
{
    updateSummarised(room);
    if (!room.summarised && room.batch.isEmpty()) {
        state_.broadcast(
            room.audience(), own,
            protocol::PresenceChange{room.name(), room.memberCount(), {member}, {}, false, false});
        return;
    }
    room.batch.gone.erase(member.person.user);
    room.batch.here[member.person.user] = member;
}

void Presence::went(Room& room, const protocol::Person& person)
{
    updateSummarised(room);
    if (!room.summarised && room.batch.isEmpty()) {
        state_.broadcast(
            room.audience(), {},
            protocol::PresenceChange{room.name(), room.memberCount(), {}, {person}, false, false});
        return;
    }
    room.batch.here.erase(person.user);
    room.batch.gone[person.user] = person;
}

void Presence::flush(Room& room)
{
    Room::PresenceBatch batch = std::exchange(room.batch, {});
    protocol::PresenceChange change;
    change.room = room.name();
    change.memberCount = room.memberCount();
    change.summarised = room.summarised;
    change.truncated = batch.truncated || batch.here.size() + batch.gone.size() > kBatchPeople;
    if (!change.truncated) {
        for (const auto& [user, member] : batch.here) {
            change.here.append(member);
        }
        for (const auto& [user, person] : batch.gone) {
            change.gone.append(person);
        }
    }
    state_.broadcast(room.audience(), {}, std::move(change));
}

void Presence::tick()
{
    for (auto& [name, room] : state_.rooms) {
        if (!room.batch.isEmpty()) {
            flush(room);
        }
    }
}

void Presence::types(Room& room, const protocol::Person& who, bool active, base::ConnectionId own)
{
    if (!room.summarised) {
        state_.broadcast(room.audience(), own, protocol::TypingChange{room.name(), who, active});
    }
}

void Presence::typing(const Asker& asker, User& user, const protocol::Typing& command)
{
    Room* const room = state_.roomOfMember(asker, user, command.room);
    if (room == nullptr) {
        return;
    }
    types(*room, user.person, command.active, user.connection);
    if (!room->summarised && !state_.remote.in(room->name()).empty()) {
        state_.tellStore(store::TellTyping{0, room->name(), user.person, command.active});
    }
    state_.answer(asker, protocol::Ok{});
}

void Presence::status(const Asker& asker, User& user, const protocol::SetStatus& command)
{
    if (std::exchange(user.state, command.state) != command.state) {
        state_.changedUsers.insert(user.person.user);
        for (const QString& name : user.rooms) {
            cameOrChanged(*state_.room(name), user);
        }
    }
    state_.answer(asker, protocol::Ok{});
}

void Presence::page(const Asker& asker, User& user, const protocol::ListPresence& command)
{
    Room* const room = state_.roomOfMember(asker, user, command.room);
    if (room == nullptr) {
        return;
    }
    protocol::PresencePage page;
    page.room = room->name();
    page.memberCount = room->memberCount();
    page.members =
        room->page(command.after, std::min(command.limit, state_.config.limits.membersPage), &page.next);
    state_.answer(asker, std::move(page));
}

}  // namespace snug::rooms
