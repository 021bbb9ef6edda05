// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/room_census.h"

namespace snug::rooms {

using protocol::admin::Watch;

void RoomCensus::begin(base::ConnectionId watcher)
{
    protocol::admin::Rooms page;
    page.whole = true;
    for (const auto& [name, known] : rooms_) {
        if (!known.told.name.isEmpty()) {
            page.rows.append(known.told);
        }
        if (page.rows.size() == protocol::admin::kRows) {
            watchers_.tellOne(watcher, std::exchange(page, {}));
        }
    }
    watchers_.tellOne(watcher, std::move(page));
    ask();
}

void RoomCensus::ask()
{
    if (!std::exchange(asking_, true)) {
        state_.ask(store::ListRooms{0, after_, kPage}, PendingCensus{});
    }
}

void RoomCensus::listed(const store::Result<store::Outcome>& result)
{
    if (!result) {
        asking_ = false;
        return;  // the next tick asks again
    }
    const auto& list = std::get<store::RoomList>(*result);
    QStringList names;
    for (const store::RoomFacts& facts : list.rooms) {
        Known& known = rooms_[facts.room];
        known.row.name = facts.room;
        known.row.topic = facts.topic;
        known.row.keep = facts.keep;
        known.pass = pass_;
        names.append(facts.room);
    }
    after_ = list.more && !names.isEmpty() ? names.constLast() : QString();
    state_.ask(store::MeasureRooms{0, names}, PendingSizes{});
}

void RoomCensus::measured(const store::Result<store::Outcome>& result)
{
    asking_ = false;
    if (result) {
        for (const store::RoomSize& size : std::get<store::RoomSizes>(*result).rooms) {
            const auto known = rooms_.find(size.room);
            if (known != rooms_.end()) {
                known->second.row.entries = size.entries;
                known->second.row.storedBytes = static_cast<qint64>(size.bytes);
            }
        }
    }
    if (!after_.isEmpty() && pass_ == 1) {
        ask();  // who has just begun to watch should not wait
    } else if (after_.isEmpty()) {
        endPass();
    }
    count();
    tellChanges();
}

void RoomCensus::endPass()
{
    for (auto each = rooms_.begin(); each != rooms_.end();) {
        if (each->second.pass == pass_ || state_.room(each->first) != nullptr) {
            ++each;
            continue;
        }
        gone_.append(each->first);
        each = rooms_.erase(each);
    }
    ++pass_;
}

void RoomCensus::dropped(const QString& room)
{
    if (rooms_.erase(room) != 0) {
        gone_.append(room);
    }
}

void RoomCensus::count()
{
    for (auto& [name, live] : state_.rooms) {
        Known& known = rooms_[name];
        known.row.name = name;
        known.row.topic = live.topic;
        known.row.keep = live.keep;
    }
    for (auto& [name, known] : rooms_) {
        known.row.members = state_.memberCount(name);
        known.row.locked = state_.facts.isLocked(name);
        known.row.retainDays = known.row.keep ? state_.config.retainDays : 0;
        known.row.retainMessages = known.row.keep ? state_.config.retainMessages : 0;
    }
}

void RoomCensus::tick()
{
    if (!watchers_.isWatched(&Watch::rooms)) {
        rooms_.clear();
        gone_.clear();
        after_.clear();
        pass_ = 1;
        return;
    }
    ask();
    count();
    for (auto& [name, known] : rooms_) {
        const Room* const live = state_.room(name);
        const quint64 seq = live == nullptr ? known.seq : live->head.seq;
        // The first time there is nothing to compare with; a log that began anew counts from its beginning.
        known.row.messagesPerSecond =
            known.seq == 0 || seq < known.seq ? 0 : static_cast<double>(seq - known.seq);
        known.seq = seq;
    }
    tellChanges();
}

void RoomCensus::tellChanges()
{
    protocol::admin::Rooms changes;
    changes.gone = std::exchange(gone_, {});
    for (auto& [name, known] : rooms_) {
        if (known.row == known.told) {
            continue;
        }
        known.told = known.row;
        changes.rows.append(known.row);
        if (changes.rows.size() == protocol::admin::kRows) {
            watchers_.tell(&Watch::rooms, std::exchange(changes, {}));
        }
    }
    if (!changes.rows.isEmpty() || !changes.gone.isEmpty()) {
        watchers_.tell(&Watch::rooms, std::move(changes));
    }
}

}  // namespace snug::rooms
