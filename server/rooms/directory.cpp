// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/directory.h"

#include "protocol/names.h"

namespace snug::rooms {

namespace {

constexpr int kRoomsPage = 200;
// Changes told to everybody in one tick; the rest waits for the next, so that a script that makes a thousand
// rooms cannot flood everybody.
constexpr int kChangesPerTick = 20;

}  // namespace

store::ListRooms Directory::firstPage() const
{
    return {0, QString(), kRoomsPage};
}

void Directory::list(const Asker& asker, const protocol::ListRooms& command)
{
    state_.ask(store::ListRooms{0, command.after, kRoomsPage}, PendingRooms{asker});
}

void Directory::listed(const PendingRooms& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    state_.answer(pending.asker, toPage(std::get<store::RoomList>(*result)));
}

protocol::RoomPage Directory::toPage(const store::RoomList& list) const
{
    protocol::RoomPage page;
    page.rooms.reserve(list.rooms.size());
    for (const store::RoomFacts& facts : list.rooms) {
        page.rooms.append(
            {facts.room, facts.topic, facts.keep, facts.head.seq, state_.memberCount(facts.room)});
    }
    if (list.more && !list.rooms.isEmpty()) {
        page.next = list.rooms.last().room;
    }
    return page;
}

void Directory::create(const Asker& asker, const protocol::CreateRoom& command)
{
    const auto name = protocol::canonicalRoom(command.room, state_.config.limits);
    if (!name) {
        state_.refuse(asker, name.error());
        return;
    }
    const auto topic = protocol::canonicalText(command.topic, state_.config.limits.topicCharacters, true);
    if (!topic) {
        state_.refuse(asker, topic.error());
        return;
    }
    const store::OpenRoom::Create how{*topic, command.keep, state_.config.limits.roomsTotal};
    state_.ask(store::OpenRoom{0, *name, how, true}, PendingCreate{asker});
}

void Directory::created(const PendingCreate& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    const auto& facts = std::get<store::RoomFacts>(*result);
    made(facts);
    if (!facts.keep) {
        state_.emptyOffRecord.insert(facts.room, state_.now.steady);
    }
    state_.answer(pending.asker, protocol::Created{{facts.room, facts.topic, facts.keep, facts.head.seq, 0}});
}

void Directory::changed(const Room& room)
{
    state_.roomChanges[room.name()] = {
        {room.name(), room.topic, room.keep, room.head.seq, room.memberCount()}, false};
}

void Directory::made(const store::RoomFacts& facts)
{
    state_.roomChanges[facts.room] = {{facts.room, facts.topic, facts.keep, facts.head.seq, 0}, false};
}

void Directory::look(const QString& room)
{
    state_.ask(store::OpenRoom{0, room, std::nullopt, false}, PendingLook{});
}

void Directory::looked(const store::Result<store::Outcome>& result)
{
    if (result) {
        made(std::get<store::RoomFacts>(*result));
    }
}

void Directory::dropped(const QString& room)
{
    state_.roomChanges[room] = {{room, QString(), false, 0, 0}, true};
}

void Directory::tick()
{
    dropForgottenRooms();
    tellChanges();
}

void Directory::dropForgottenRooms()
{
    for (auto each = state_.emptyOffRecord.begin(); each != state_.emptyOffRecord.end();) {
        if (state_.now.steady - each.value() < state_.config.emptyRoomHold) {
            ++each;
            continue;
        }
        const QString name = each.key();
        each = state_.emptyOffRecord.erase(each);
        if (state_.memberCount(name) > 0) {
            continue;  // the server that they are on looks after it
        }
        state_.tellStore(store::DropRoom{0, name});
        dropped(name);
    }
}

void Directory::tellChanges()
{
    if (state_.roomChanges.empty()) {
        return;
    }
    const base::Audience audience = state_.everybody();
    for (int told = 0; told < kChangesPerTick && !state_.roomChanges.empty(); ++told) {
        const auto first = state_.roomChanges.begin();
        if (const Room* const live = state_.room(first->first)) {
            first->second.room.seq = live->head.seq;
        }
        first->second.room.members = state_.memberCount(first->first);
        state_.broadcast(audience, {}, std::move(first->second));
        state_.roomChanges.erase(first);
    }
}

}  // namespace snug::rooms
