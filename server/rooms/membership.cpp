// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/membership.h"

#include "protocol/names.h"

namespace snug::rooms {

namespace {

using protocol::ErrorCode;

// Joins of one room that wait while the store opens it.
constexpr std::size_t kWaitingJoins = 10'000;
// Text replayed by one resume, in UTF-16 units: well below what may wait for a slow reader, so that a resume
// never drives out who asked for it. Who missed more pages through history.
constexpr qsizetype kResumeText = 128 * 1024;

// Whether these are just the entries after `since` up to `head`, and not too much to be replayed.
bool isExact(const QVector<protocol::LogEntry>& entries, quint64 since, quint64 head)
{
    quint64 at = since;
    qsizetype text = 0;
    for (const protocol::LogEntry& entry : entries) {
        if (entry.seq != ++at) {
            return false;
        }
        text += entry.text.size();
    }
    return at == head && text <= kResumeText;
}

}  // namespace

void Membership::join(const Asker& asker, User& user, const protocol::Join& command)
{
    const auto name = protocol::canonicalRoom(command.room, state_.config.limits);
    if (!name) {
        state_.refuse(asker, name.error());
        return;
    }
    if (!user.rooms.contains(*name) &&
        static_cast<int>(user.rooms.size()) >= state_.config.limits.roomsPerPerson) {
        state_.refuse(asker, ErrorCode::TooManyRooms);
        return;
    }
    Room& room = state_.rooms.try_emplace(*name, *name, state_.remote).first->second;
    const Room::WaitingJoin join{asker.connection, asker.re, command.since};
    if (room.isOpen) {
        enter(room, join);
        return;
    }
    if (room.waitingJoins.size() >= kWaitingJoins) {
        state_.refuse(asker, ErrorCode::Overloaded);
        return;
    }
    room.waitingJoins.push_back(join);
    if (room.waitingJoins.size() == 1) {
        store::OpenRoom open{0, *name, std::nullopt, false};
        if (state_.config.joinCreates) {
            open.create = store::OpenRoom::Create{QString(), true, state_.config.limits.roomsTotal};
        }
        state_.ask(std::move(open), PendingOpen{*name});
    }
}

void Membership::opened(const PendingOpen& pending, const store::Result<store::Outcome>& result)
{
    Room& room = *state_.room(pending.room);
    const auto joins = std::exchange(room.waitingJoins, {});
    if (!result) {
        for (const Room::WaitingJoin& join : joins) {
            state_.refuse({join.connection, join.re}, toProtocol(result.error()));
        }
        state_.rooms.erase(pending.room);
        return;
    }
    const auto& facts = std::get<store::RoomFacts>(*result);
    room.isOpen = true;
    room.beginAnew(facts);
    state_.emptyOffRecord.remove(room.name());
    if (facts.created) {
        directory_.made(facts);
    }
    for (const Room::WaitingJoin& join : joins) {
        enter(room, join);
    }
}

void Membership::enter(Room& room, const Room::WaitingJoin& join)
{
    const Connection* const connection = state_.connection(join.connection);
    if (connection == nullptr || connection->user == nullptr) {
        return;  // gone while it waited
    }
    User& user = *connection->user;
    const Asker asker{join.connection, join.re};
    if (join.since) {
        resume(room, user, asker, *join.since);
    } else {
        admit(room, user, asker, false);
    }
}

void Membership::resume(Room& room, User& user, const Asker& asker, const protocol::Position& since)
{
    const bool sameLog = since.epoch == room.head.epoch && since.seq <= room.head.seq;
    const quint64 missed = sameLog ? room.head.seq - since.seq : 0;
    if (!sameLog || missed > static_cast<quint64>(state_.config.limits.resumeEvents)) {
        ++state_.counters.resumesWithGap;
        admit(room, user, asker, true);
        return;
    }
    if (missed == 0) {
        ++state_.counters.resumesExact;
        admit(room, user, asker, false);
        return;
    }
    // Nothing newer may reach the member before what it missed.
    room.detach(user, state_.now.steady);
    room.beginRead();
    state_.ask(store::Read{0, room.name(), since.seq, 0, state_.config.limits.resumeEvents, false},
               PendingResume{asker, room.name(), since.seq});
}

void Membership::resumed(const PendingResume& pending, const store::Result<store::Outcome>& result)
{
    Room& room = *state_.room(pending.room);
    QVector<protocol::LogEntry> entries;
    const bool sameLog = result && std::get<store::Entries>(*result).epoch == room.head.epoch;
    if (sameLog) {
        entries = std::get<store::Entries>(*result).entries;
        // The store may be ahead of the feed: then the feed is caught up here, for everybody. Or the feed may
        // be ahead of the read, which was done before: then the room remembers the rest.
        for (const protocol::LogEntry& entry : entries) {
            conversation_.fed(entry);
        }
        entries = room.completed(std::move(entries));
    }
    room.endRead();
    const Connection* const connection = state_.connection(pending.asker.connection);
    if (connection == nullptr || connection->user == nullptr) {
        return;  // gone while it waited
    }
    if (!result) {
        conversation_.storeRefused(pending.asker, pending.room, result.error());
        return;
    }
    const bool exact = sameLog && isExact(entries, pending.since, room.head.seq);
    ++(exact ? state_.counters.resumesExact : state_.counters.resumesWithGap);
    admit(room, *connection->user, pending.asker, !exact);
    if (exact) {
        for (const protocol::LogEntry& entry : entries) {
            state_.effects->push_back(Tell{pending.asker.connection, protocol::Logged{entry}});
        }
    }
}

void Membership::admit(Room& room, User& user, const Asker& asker, bool gap)
{
    const bool isNew = !room.has(user);
    const bool wasSeen = state_.remote.release(user.person.user, room.name());
    room.attach(user);
    user.rooms.insert(room.name());
    if (isNew) {
        state_.changedUsers.insert(user.person.user);
        if (!wasSeen) {
            presence_.cameOrChanged(room, user);
        }
    }
    protocol::Joined joined;
    joined.room = room.name();
    joined.head = room.head;
    joined.topic = room.topic;
    joined.keep = room.keep;
    QString next;
    joined.members = room.page(QString(), state_.config.limits.presenceDetailed, &next);
    joined.memberCount = room.memberCount();
    joined.summarised = room.summarised;
    joined.gap = gap;
    state_.answer(asker, std::move(joined));
}

void Membership::leave(const Asker& asker, User& user, const protocol::Leave& command)
{
    Room* const room = state_.roomOfMember(asker, user, command.room);
    if (room == nullptr) {
        return;
    }
    remove(*room, user);
    state_.answer(asker, protocol::Left{room->name()});
}

void Membership::remove(Room& room, User& user)
{
    user.rooms.erase(room.name());
    state_.changedUsers.insert(user.person.user);
    room.remove(user);
    presence_.went(room, user.person);
}

void Membership::detachAll(User& user)
{
    for (const QString& name : user.rooms) {
        state_.room(name)->detach(user, state_.now.steady);
    }
}

void Membership::leaveAll(User& user)
{
    const std::set<QString> rooms = user.rooms;
    for (const QString& name : rooms) {
        remove(*state_.room(name), user);
    }
}

void Membership::dissolve(const QString& name)
{
    Room* const room = state_.room(name);
    if (room == nullptr || !room->isOpen) {
        return;
    }
    for (const auto& [id, user] : state_.users.all()) {
        if (user->rooms.erase(name) != 0) {
            state_.changedUsers.insert(id);
            room->remove(*user);
        }
    }
    room->isOpen = false;  // reads under way still find it; tick() forgets it
}

void Membership::rename(User& user, const QString& nick)
{
    for (const QString& name : user.rooms) {
        state_.room(name)->remove(user);
    }
    state_.users.rename(user, nick);
    for (const QString& name : user.rooms) {
        Room& room = *state_.room(name);
        room.attach(user);
        room.detach(user, state_.now.steady);
        presence_.cameOrChanged(room, user);
    }
}

void Membership::tick()
{
    for (auto& [name, room] : state_.rooms) {
        for (User* const user : room.detachedBy(state_.now.steady - state_.config.dropGrace)) {
            remove(room, *user);
        }
    }
    std::erase_if(state_.rooms, [this](const auto& each) {
        const Room& room = each.second;
        if (!room.isIdle()) {
            return false;
        }
        if (!room.keep) {
            state_.emptyOffRecord.insert(room.name(), state_.now.steady);
        }
        return true;
    });
}

}  // namespace snug::rooms
