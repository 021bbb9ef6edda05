// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/room_directory.h"

#include <QSet>

namespace snug::client {

RoomDirectory::RoomDirectory(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
}

const protocol::RoomInfo* RoomDirectory::find(const QString& name) const
{
    const auto found = rooms_.find(name);
    return found == rooms_.end() ? nullptr : &found->second;
}

void RoomDirectory::welcomed(const protocol::Welcome& welcome)
{
    reached_.clear();
    underWay_ = false;
    // Without its store the server cannot list rooms: what is known stays until it can.
    toldNothing_ = !welcome.storing && welcome.rooms.isEmpty();
    if (!toldNothing_) {
        addPage(welcome.rooms, welcome.roomsNext);
    }
}

void RoomDirectory::apply(const protocol::RoomChange& change)
{
    if (!change.removed) {
        put(change.room);
    } else if (rooms_.erase(change.room.name) > 0) {
        Q_EMIT roomGone(change.room.name);
    }
}

void RoomDirectory::loadMore()
{
    if (!underWay_ && moreThere()) {
        load(next_);
    }
}

void RoomDirectory::tryNow()
{
    if (!underWay_ && toldNothing_) {
        load({});
    }
}

void RoomDirectory::load(const QString& after)
{
    underWay_ = true;
    session_.ask(protocol::ListRooms{after}, this, [this](const Outcome<protocol::RoomPage>& outcome) {
        underWay_ = false;
        if (outcome) {
            toldNothing_ = false;
            addPage(outcome->rooms, outcome->next);
        }
    });
}

// A page says all there is between its ends, so what was there before and is not named now went while we were
// away.
void RoomDirectory::addPage(const QVector<protocol::RoomInfo>& page, const QString& next)
{
    QSet<QString> named;
    for (const protocol::RoomInfo& room : page) {
        named.insert(room.name);
    }
    QStringList gone;
    for (auto it = rooms_.upper_bound(reached_); it != rooms_.end(); ++it) {
        if (!next.isEmpty() && it->first > next) {
            break;
        }
        if (!named.contains(it->first)) {
            gone.append(it->first);
        }
    }
    for (const QString& name : gone) {
        rooms_.erase(name);
        Q_EMIT roomGone(name);
    }
    for (const protocol::RoomInfo& room : page) {
        put(room);
    }
    next_ = next;
    reached_ = next;
}

void RoomDirectory::put(const protocol::RoomInfo& room)
{
    const auto found = rooms_.find(room.name);
    if (found == rooms_.end() ? static_cast<int>(rooms_.size()) >= kMost : found->second == room) {
        return;
    }
    rooms_[room.name] = room;
    Q_EMIT roomChanged(room.name);
}

}  // namespace snug::client
