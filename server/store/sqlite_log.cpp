// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_log.h"

#include <algorithm>

#include "base/random.h"
#include "store/sqlite_kinds.h"

namespace snug::store {

namespace {

QString readSql(const QString& order)
{
    return QStringLiteral(
               "SELECT seq, at, user, nick, kind, text, nonce FROM entry"
               " WHERE room = ? AND seq > ? AND seq < ? ORDER BY seq %1 LIMIT ?")
        .arg(order);
}

}  // namespace

SqliteLog::SqliteLog(SqliteConnection& connection)
    : findRoom_(connection, QStringLiteral("SELECT id, topic, epoch, head, last_at FROM room WHERE name = ?"))
    , countRooms_(connection, QStringLiteral("SELECT count(*) FROM room WHERE name >= ") + kSqliteLeastName)
    , addRoom_(connection,
               QStringLiteral("INSERT INTO room (name, topic, epoch, head, last_at) VALUES (?, ?, ?, 0, 0)"))
    , updateRoom_(connection, QStringLiteral("UPDATE room SET topic = ?, head = ?, last_at = ? WHERE id = ?"))
    , listRooms_(connection,
                 QStringLiteral("SELECT name, topic, epoch, head, id FROM room WHERE name > ? AND name >= %1"
                                " ORDER BY name LIMIT ?")
                     .arg(kSqliteLeastName))
    , size_(connection, QStringLiteral("SELECT id, entries, bytes FROM room WHERE name = ?"))
    , grow_(connection,
            QStringLiteral("UPDATE room SET entries = entries + ?, bytes = bytes + ? WHERE id = ?"))
    , fresh_(connection)
    , addEntry_(connection, QStringLiteral("INSERT INTO entry (room, seq, at, user, nick, kind, text, nonce)"
                                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, user, nonce)"
                                           " WHERE nonce <> '' AND forgotten = 0 DO NOTHING"))
    , findNonce_(connection,
                 QStringLiteral("SELECT seq, at FROM entry WHERE room = ? AND user = ? AND nonce = ?"
                                " AND nonce <> '' AND forgotten = 0"))
    , forgetNonce_(connection,
                   QStringLiteral("UPDATE entry SET forgotten = 1 WHERE room = ? AND user = ? AND nonce = ?"
                                  " AND nonce <> '' AND forgotten = 0"))
    , readOldest_(connection, readSql(QStringLiteral("ASC")))
    , readNewest_(connection, readSql(QStringLiteral("DESC")))
    , trimmed_(connection)
    , search_(connection)
    , dropped_(connection)
{
}

Result<Outcome> SqliteLog::append(const Append& op, std::optional<protocol::LogEntry>& fed)
{
    const auto found = find(op.room);
    if (!found.ok()) {
        return found.error();
    }
    Room* const room = *found;
    if (room == nullptr) {
        return noRoom(op.room);
    }
    const auto first = findNonce(*room, op);
    if (!first.ok()) {
        return first.error();
    }
    if (*first) {
        return Outcome(**first);
    }
    const auto seq = static_cast<quint64>(room->head) + 1;
    protocol::LogEntry entry{op.room, seq,     std::max(room->lastAt, op.at), op.from, op.kind,
                             op.text, op.nonce};
    if (auto failed = fresh_.add(room->id, entry)) {
        return *failed;
    }
    room->head += 1;
    room->lastAt = entry.at;
    if (op.kind == protocol::EntryKind::Topic) {
        room->topic = op.text;
    }
    fed = std::move(entry);
    return Outcome(Appended{fed->seq, fed->at, false});
}

// Where the nonce was used before: among the fresh entries, those that are settled, those that are gone.
Result<std::optional<Appended>> SqliteLog::findNonce(Room& room, const Append& op)
{
    if (op.nonce.isEmpty()) {
        return std::optional<Appended>();
    }
    if (const auto known = fresh_.find(room.id, op.from.user, op.nonce)) {
        return known;
    }
    if (auto failed = findNonce_.run(room.id, op.from.user, op.nonce)) {
        return *failed;
    }
    std::optional<Appended> known;
    if (findNonce_.next()) {
        known = Appended{static_cast<quint64>(findNonce_.number(0)), fromMs(findNonce_.number(1)), true};
    }
    if (auto failed = findNonce_.finish()) {
        return *failed;
    }
    return known ? known : findTrimmed(room, op);
}

Result<Outcome> SqliteLog::open(const OpenRoom& op)
{
    const auto found = find(op.room);
    if (!found.ok()) {
        return found.error();
    }
    if (*found == nullptr) {
        return create(op);
    }
    if (op.mustBeNew) {
        return Error{ErrorCode::RoomExists, QStringLiteral("room %1 exists").arg(op.room)};
    }
    return Outcome(factsOf(op.room, **found, false));
}

Result<Outcome> SqliteLog::create(const OpenRoom& op)
{
    if (!op.create || !op.create->keep) {
        return noRoom(op.room);
    }
    const auto there = count();
    if (!there.ok()) {
        return there.error();
    }
    if (*there >= op.create->roomsTotal) {
        return Error{ErrorCode::TooManyRooms, QStringLiteral("there are %1 rooms").arg(*there)};
    }
    const auto made =
        add(op.room, op.create->topic, QString::fromLatin1(base::secureRandomText(kEpochBytes)));
    if (!made.ok()) {
        return made.error();
    }
    return Outcome(factsOf(op.room, **made, true));
}

std::optional<Error> SqliteLog::settleIfFull()
{
    return fresh_.isFull() ? settle() : std::nullopt;
}

std::optional<Error> SqliteLog::settle()
{
    indexIsDue_ = true;
    return fresh_.settle();
}

std::optional<Error> SqliteLog::flush()
{
    for (Room* const room : changed_) {
        if (auto failed = updateRoom_.run(room->topic, room->head, toMs(room->lastAt), room->id)) {
            return failed;
        }
        room->changed = false;
    }
    changed_.clear();
    return {};
}

Result<SqliteLog::Room*> SqliteLog::find(const QString& name)
{
    if (const auto known = rooms_.find(name); known != rooms_.end()) {
        return &known->second;
    }
    if (auto failed = fresh_.load()) {
        return *failed;
    }
    if (auto failed = findRoom_.run(name)) {
        return *failed;
    }
    std::optional<Room> room;
    if (findRoom_.next()) {
        room = Room{findRoom_.number(0),
                    findRoom_.text(1),
                    findRoom_.text(2),
                    findRoom_.number(3),
                    fromMs(findRoom_.number(4)),
                    false,
                    {}};
    }
    if (auto failed = findRoom_.finish()) {
        return *failed;
    }
    if (!room) {
        return nullptr;
    }
    if (const auto& fresh = fresh_.of(room->id); !fresh.empty()) {
        room->topic = fresh_.topicOf(room->id).value_or(room->topic);
        room->head = static_cast<qint64>(fresh.back().seq);
        room->lastAt = fresh.back().at;
    }
    if (rooms_.size() >= kCachedRooms) {
        if (auto failed = flush()) {
            return *failed;
        }
        rooms_.clear();
    }
    return &rooms_.emplace(name, std::move(*room)).first->second;
}

Result<int> SqliteLog::count()
{
    if (!count_) {
        if (auto failed = countRooms_.run()) {
            return *failed;
        }
        const int rooms = countRooms_.next() ? static_cast<int>(countRooms_.number(0)) : 0;
        if (auto failed = countRooms_.finish()) {
            return *failed;
        }
        count_ = rooms;
    }
    return *count_;
}

Error SqliteLog::noRoom(const QString& name)
{
    return {ErrorCode::NoSuchRoom, QStringLiteral("no room %1").arg(name)};
}

RoomFacts SqliteLog::factsOf(const QString& name, const Room& room, bool created)
{
    return {name, room.topic, true, {room.epoch, static_cast<quint64>(room.head)}, created};
}

}  // namespace snug::store
