// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/remote_people.h"

#include "protocol/names.h"
#include "rooms/user_registry.h"

namespace snug::rooms {

namespace {

QString keyOf(const protocol::Person& person)
{
    return sortKeyOf(protocol::nickKey(person.nick), person.user);
}

}  // namespace

std::set<QString> RemotePeople::Entry::seenIn() const
{
    std::set<QString> rooms = held;
    rooms.insert(who.rooms.begin(), who.rooms.end());
    return rooms;
}

const RemotePeople::Entry* RemotePeople::find(const QString& user) const
{
    const auto found = entries_.find(user);
    return found == entries_.end() ? nullptr : &found->second;
}

void RemotePeople::put(Entry entry)
{
    const QString user = entry.who.member.person.user;
    remove(user);
    show(entry);
    entries_.emplace(user, std::move(entry));
}

void RemotePeople::remove(const QString& user)
{
    const auto found = entries_.find(user);
    if (found != entries_.end()) {
        hide(found->second);
        entries_.erase(found);
    }
}

bool RemotePeople::release(const QString& user, const QString& room)
{
    const Entry* const known = find(user);
    if (known == nullptr || !known->seenIn().contains(room)) {
        return false;
    }
    Entry rest = *known;
    rest.held.erase(room);
    rest.who.rooms.removeAll(room);
    if (rest.isHere() && rest.held.empty()) {
        remove(user);
    } else {
        put(std::move(rest));
    }
    return true;
}

const RemotePeople::Group& RemotePeople::in(const QString& room) const
{
    static const Group nobody;
    const auto found = rooms_.constFind(room);
    return found == rooms_.cend() ? nobody : *found;
}

void RemotePeople::show(const Entry& entry)
{
    const QString key = keyOf(entry.who.member.person);
    for (const QString& room : entry.seenIn()) {
        rooms_[room].insert_or_assign(key, entry.who.member);
    }
}

void RemotePeople::hide(const Entry& entry)
{
    const QString key = keyOf(entry.who.member.person);
    for (const QString& room : entry.seenIn()) {
        const auto group = rooms_.find(room);
        group->erase(key);
        if (group->empty()) {
            rooms_.erase(group);
        }
    }
}

}  // namespace snug::rooms
