// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/cluster.h"

namespace snug::rooms {

// ---- from the other servers

void Cluster::heard(const store::News& news)
{
    std::visit([this](const auto& each) { on(each); }, news);
}

void Cluster::on(const store::PeopleChanged& changed)
{
    for (const store::PresenceRecord& record : changed.here) {
        seen(record);
    }
    for (const protocol::Person& person : changed.gone) {
        const RemotePeople::Entry* const known = state_.remote.find(person.user);
        if (known != nullptr && known->who.server == changed.server) {
            gone(person.user);
        }
    }
}

void Cluster::on(const store::ServerGone& gone)
{
    QStringList theirs;
    for (const auto& [user, entry] : state_.remote.all()) {
        if (entry.who.server == gone.server) {
            theirs.append(user);
        }
    }
    for (const QString& user : theirs) {
        this->gone(user);
    }
}

void Cluster::on(const store::SomebodyTypes& typing)
{
    if (Room* const room = state_.room(typing.room)) {
        presence_.types(*room, typing.who, typing.active, {});
    }
}

void Cluster::on(const store::RoomMade& made)
{
    directory_.made(made.facts);
}

void Cluster::on(const store::RoomDropped& dropped)
{
    directory_.dropped(dropped.room);
}

void Cluster::missed()
{
    state_.presence.whole = true;
    for (const auto& [id, user] : state_.users.all()) {
        state_.changedUsers.insert(id);
    }
    state_.ask(store::ListElsewhere{}, PendingElsewhere{});
}

void Cluster::listed(const store::Result<store::Outcome>& result)
{
    if (!result) {
        return;  // away again: `missed` comes when it is back
    }
    const auto& people = std::get<store::Elsewhere>(*result).people;
    std::set<QString> there;
    for (const store::PresenceRecord& record : people) {
        there.insert(record.member.person.user);
        seen(record);
    }
    QStringList over;
    for (const auto& [user, entry] : state_.remote.all()) {
        if (!entry.isHere() && !there.contains(user)) {
            over.append(user);
        }
    }
    for (const QString& user : over) {
        gone(user);
    }
}

void Cluster::seen(const store::PresenceRecord& record)
{
    const QString& user = record.member.person.user;
    RemotePeople::Entry next{record, {}, state_.now.steady + state_.config.dropGrace};
    std::set<QString> before;
    bool memberChanged = false;
    if (User* const local = state_.users.byId(user)) {
        memberChanged = record.member != protocol::Member{local->person, local->state};
        before = letGo(*local);
        if (const RemotePeople::Entry* const known = state_.remote.find(user)) {
            before.merge(known->seenIn());
        }
        next.held = before;
    } else if (const RemotePeople::Entry* const known = state_.remote.find(user)) {
        memberChanged = record.member != known->who.member;
        before = known->seenIn();
        if (known->who.server == record.server) {
            next.held = known->held;
            next.heldUntil = known->heldUntil;
        } else {
            next.held = before;
        }
    }
    for (const QString& room : record.rooms) {
        next.held.erase(room);
    }
    change(record.member.person, before, next, memberChanged);
}

void Cluster::gone(const QString& user)
{
    const RemotePeople::Entry entry = *state_.remote.find(user);  // a copy: it goes
    change(entry.who.member.person, entry.seenIn(), std::nullopt, false);
}

void Cluster::change(const protocol::Person& person, const std::set<QString>& before,
                     const std::optional<RemotePeople::Entry>& after, bool memberChanged)
{
    std::set<QString> now;
    if (after) {
        now = after->seenIn();
        state_.remote.put(*after);
    } else {
        state_.remote.remove(person.user);
    }
    for (const QString& name : before) {
        Room* const room = state_.room(name);
        if (room != nullptr && !now.contains(name)) {
            presence_.went(*room, person);
        }
    }
    for (const QString& name : now) {
        Room* const room = state_.room(name);
        if (room != nullptr && (memberChanged || !before.contains(name))) {
            presence_.cameOrChanged(*room, after->who.member, {});
        }
    }
}

// Who is on another server now is not here any more, connected or not. The rooms it was in.
std::set<QString> Cluster::letGo(User& user)
{
    if (user.isHere()) {
        state_.disconnect(user.connection, protocol::CloseCode::Replaced);
        if (Connection* const old = state_.connection(user.connection)) {
            old->user = nullptr;
        }
    }
    std::set<QString> rooms = std::move(user.rooms);
    for (const QString& name : rooms) {
        state_.room(name)->remove(user);
    }
    state_.users.remove(user);
    return rooms;
}

void Cluster::tick()
{
    std::vector<RemotePeople::Entry> over;
    for (const auto& [user, entry] : state_.remote.all()) {
        if (!entry.held.empty() && state_.now.steady >= entry.heldUntil) {
            over.push_back(entry);
        }
    }
    for (const RemotePeople::Entry& entry : over) {
        RemotePeople::Entry rest = entry;
        rest.held.clear();
        change(entry.who.member.person, entry.seenIn(),
               rest.isHere() ? std::nullopt : std::optional(std::move(rest)), false);
    }
}

// ---- to the other servers

bool Cluster::hasMovedOn(const QString& user, quint64 order) const
{
    const RemotePeople::Entry* const known = state_.remote.find(user);
    return known != nullptr && !known->isHere() && known->who.order > order;
}

void Cluster::arrived(const User& user)
{
    const RemotePeople::Entry* const known = state_.remote.find(user.person.user);
    if (known == nullptr) {
        return;
    }
    const protocol::Member member{user.person, user.state};
    const std::set<QString> before = known->seenIn();
    RemotePeople::Entry held{{}, before, state_.now.steady + state_.config.dropGrace};
    held.who.member = member;
    const bool memberChanged = known->who.member != member;
    change(user.person, before, before.empty() ? std::nullopt : std::optional(std::move(held)),
           memberChanged);
}

void Cluster::departed(const protocol::Person& person)
{
    state_.presence.gone.append(person);
}

store::PresenceRecord Cluster::recordOf(const User& user) const
{
    store::PresenceRecord record;
    record.member = {user.person, user.state};
    record.rooms = QStringList(user.rooms.begin(), user.rooms.end());
    record.address = user.address;
    record.since = user.since;
    return record;
}

void Cluster::tellChanges()
{
    for (const QString& id : std::exchange(state_.changedUsers, {})) {
        if (const User* const user = state_.users.byId(id)) {
            state_.presence.here.append(recordOf(*user));
        }
    }
    auto update = std::exchange(state_.presence, {});
    if (!update.here.isEmpty() || !update.gone.isEmpty() || update.whole) {
        state_.tellStore(std::move(update));
    }
}

}  // namespace snug::rooms
