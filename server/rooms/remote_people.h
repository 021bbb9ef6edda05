// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <map>
#include <set>
#include <unordered_map>

#include "base/time.h"
#include "store/operations.h"

namespace snug::rooms {

// People on the other servers that share the store, and the rooms they are seen in.
//
// Who moves to another server is for a moment still seen in the rooms of before (`held`), so that coming back
// elsewhere looks like coming back. Somebody who moved here has an entry too, of held rooms only, until all
// of them were joined here or the moment is over.
//
// Bounds: the people of all other servers, each in as many rooms as one person may join.
class RemotePeople {
public:
    struct Entry {
        store::PresenceRecord who;  // as its server last said; no server: moved here
        std::set<QString> held;
        base::SteadyTime heldUntil{};

        bool isHere() const { return who.server.isEmpty(); }
        std::set<QString> seenIn() const;
    };
    using Group = std::map<QString, protocol::Member>;  // by sortKeyOf

    // Null: not known.
    const Entry* find(const QString& user) const;
    // In the place of what was known of the same person.
    void put(Entry entry);
    void remove(const QString& user);
    // It is a member here now. Whether it was seen in the room.
    bool release(const QString& user, const QString& room);

    const Group& in(const QString& room) const;
    const std::unordered_map<QString, Entry>& all() const { return entries_; }

private:
    void show(const Entry& entry);
    void hide(const Entry& entry);

    std::unordered_map<QString, Entry> entries_;  // by user
    QHash<QString, Group> rooms_;
};

}  // namespace snug::rooms
