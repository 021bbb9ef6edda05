// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/archive.h"

namespace snug::client {

void Archive::setSession(const QString& token, const QString& user)
{
    if (memory_.token == token && memory_.user == user) {
        return;
    }
    if (memory_.user != user) {
        if (!memory_.user.isEmpty()) {
            memory_.former.removeAll(memory_.user);
            memory_.former.append(memory_.user);
        }
        memory_.former.removeAll(user);
        while (memory_.former.size() > kMostFormer) {
            memory_.former.removeFirst();
        }
    }
    memory_.token = token;
    memory_.user = user;
    Q_EMIT changed();
}

template <class Change>
void Archive::change(const QString& room, Change change)
{
    const auto found = memory_.rooms.constFind(room);
    RoomMemory memory = found == memory_.rooms.cend() ? RoomMemory{} : *found;
    const RoomMemory before = memory;
    change(memory);
    if (memory == before) {
        return;
    }
    if (memory.empty()) {
        memory_.rooms.remove(room);
    } else {
        if (found == memory_.rooms.cend()) {
            makeSpace();
        }
        memory_.rooms.insert(room, memory);
    }
    Q_EMIT changed();
}

void Archive::setJoined(const QString& room, bool joined)
{
    change(room, [&](RoomMemory& memory) { memory.joined = joined; });
}

void Archive::setDraft(const QString& room, const QString& draft)
{
    change(room, [&](RoomMemory& memory) { memory.draft = draft.left(kMostDraft); });
}

void Archive::setReadTo(const QString& room, const protocol::Position& readTo)
{
    change(room, [&](RoomMemory& memory) { memory.readTo = readTo; });
}

void Archive::makeSpace()
{
    while (memory_.rooms.size() >= kMostRooms) {
        auto victim = memory_.rooms.begin();
        for (auto it = memory_.rooms.begin(); it != memory_.rooms.end(); ++it) {
            const auto worth = [](const RoomMemory& room) { return 2 * room.joined + !room.draft.isEmpty(); };
            if (worth(*it) < worth(*victim)) {
                victim = it;
            }
        }
        memory_.rooms.erase(victim);
    }
}

}  // namespace snug::client
