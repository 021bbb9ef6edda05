// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "base/random.h"
#include "store/sqlite_kinds.h"
#include "store/sqlite_log.h"
#include "store/text_size.h"

// What is done to whole logs: ending them, letting old entries go, taking over from another store.

namespace snug::store {

Result<SqliteLog::Room*> SqliteLog::add(const QString& name, const QString& topic, const QString& epoch)
{
    if (auto failed = addRoom_.run(name, topic, epoch)) {
        return *failed;
    }
    if (count_) {
        ++*count_;
    }
    auto made = find(name);
    Q_ASSERT(!made.ok() || *made != nullptr);
    return made;
}

void SqliteLog::change(Room& room)
{
    if (!room.changed) {
        room.changed = true;
        changed_.push_back(&room);
    }
}

// ---- ending

Result<Outcome> SqliteLog::drop(const DropRoom& op)
{
    if (op.evenKept) {  // as all rooms here are
        if (auto failed = forget(op.room)) {
            return *failed;
        }
    }
    return Outcome(base::Done{});
}

Result<Outcome> SqliteLog::clear(const ClearRoom& op)
{
    const auto found = find(op.room);
    if (!found.ok()) {
        return found.error();
    }
    if (*found == nullptr) {
        return noRoom(op.room);
    }
    const QString topic = (*found)->topic;
    if (auto failed = forget(op.room)) {
        return *failed;
    }
    const auto made = add(op.room, topic, QString::fromLatin1(base::secureRandomText(kEpochBytes)));
    if (!made.ok()) {
        return made.error();
    }
    return Outcome(factsOf(op.room, **made, false));
}

// The room, if it is there, and all that is remembered of it.
std::optional<Error> SqliteLog::forget(const QString& name)
{
    const auto found = find(name);
    if (!found.ok()) {
        return found.error();
    }
    if (*found == nullptr) {
        return {};
    }
    const qint64 id = (*found)->id;
    if (auto failed = fresh_.forget(id)) {  // first: where the disk is full, it makes room for the rest
        return failed;
    }
    if (auto failed = flush()) {
        return failed;
    }
    if (auto failed = dropped_.drop(id)) {
        return failed;
    }
    rooms_.erase(name);
    if (count_) {
        --*count_;
    }
    removalIsDue_ = true;
    return {};
}

// ---- upkeep

// What dropped rooms left goes first: it is what takes room on the disk.
Result<bool> SqliteLog::upkeep()
{
    if (removalIsDue_) {
        const auto removed = dropped_.remove();
        if (!removed.ok() || *removed) {
            return removed;
        }
        removalIsDue_ = false;
    }
    return indexIsDue_ ? index() : false;
}

// Looks only where an entry is gone whose nonce must still be known.
Result<std::optional<Appended>> SqliteLog::findTrimmed(Room& room, const Append& op)
{
    if (!room.trimmed) {
        const auto newest = trimmed_.newest(room.id);
        if (!newest.ok()) {
            return newest.error();
        }
        room.trimmed = *newest;
    }
    if (*room.trimmed == 0 || *room.trimmed <= room.head - kNonceMemory) {
        return std::optional<Appended>();
    }
    return trimmed_.find(room.id, op.from.user, op.nonce);
}

Result<Outcome> SqliteLog::trim(const Trim& op)
{
    if (auto failed = settle()) {
        return *failed;
    }
    const auto page = list(ListRooms{0, op.after, op.limit});
    if (!page.ok()) {
        return page.error();
    }
    const auto& rooms = std::get<RoomList>(*page);
    Trimmed answer;
    QString done = op.after;
    for (const RoomFacts& facts : rooms.rooms) {
        const auto found = find(facts.room);
        if (!found.ok()) {
            return found.error();
        }
        Room& room = **found;
        const auto head = static_cast<quint64>(room.head);
        const quint64 keep = op.keepNewest == 0 ? head : std::min(op.keepNewest, head);
        const auto removed =
            trimmed_.trim(room.id, room.head, op.olderThan, static_cast<qint64>(head - keep + 1),
                          kTrimmedAtOnce - answer.removed);
        if (!removed.ok()) {
            return removed.error();
        }
        if (*removed > 0) {
            room.trimmed.reset();
            answer.removed += *removed;
        }
        if (answer.removed == kTrimmedAtOnce) {
            answer.more = true;
            break;
        }
        done = facts.room;
    }
    answer.more = answer.more || rooms.more;
    answer.next = answer.more ? done : QString();
    return Outcome(std::move(answer));
}

Result<Outcome> SqliteLog::takeOver(const Import& op)
{
    if (auto failed = settle()) {
        return *failed;
    }
    auto found = find(op.room);
    if (!found.ok()) {
        return found.error();
    }
    const bool create = *found == nullptr;
    if (create) {
        const QString life = QString::fromLatin1(base::secureRandomText(kEpochBytes));
        found = add(op.room, op.topic, originOf(op.head.epoch) + u'.' + life);
        if (!found.ok()) {
            return found.error();
        }
    }
    Room& room = **found;
    if (originOf(room.epoch) != originOf(op.head.epoch)) {
        return Error{ErrorCode::RoomExists, QStringLiteral("another room %1 is there").arg(op.room)};
    }
    const auto advanced = advance(room, op);
    if (!advanced.ok()) {
        return advanced.error();
    }
    if (*advanced) {
        room.topic = op.topic;
        change(room);
    }
    return Outcome(factsOf(op.room, room, create));
}

// Whether the room's head moved.
Result<bool> SqliteLog::advance(Room& room, const Import& op)
{
    const qint64 before = room.head;
    qint64 added = 0;
    qint64 textBytes = 0;
    for (const protocol::LogEntry& entry : op.entries) {
        const auto seq = static_cast<qint64>(entry.seq);
        if (seq <= room.head) {
            continue;
        }
        if (seq != room.head + 1) {
            if (auto failed = clear(room)) {
                return *failed;
            }
        }
        if (auto failed = insert(room, entry)) {
            return *failed;
        }
        added += 1;
        textBytes += utf8Size(entry.text);
        room.head = seq;
        room.lastAt = std::max(room.lastAt, entry.at);
    }
    if (const auto head = static_cast<qint64>(op.head.seq); head > room.head) {
        if (auto failed = clear(room)) {
            return *failed;
        }
        room.head = head;
    }
    if (added > 0) {
        if (auto failed = grow_.run(added, textBytes, room.id)) {
            return *failed;
        }
    }
    return room.head > before;
}

// Where its nonce is there already, it is the later one that counts.
std::optional<Error> SqliteLog::insert(const Room& room, const protocol::LogEntry& entry)
{
    const auto add = [&] {
        return addEntry_.run(room.id, static_cast<qint64>(entry.seq), toMs(entry.at), entry.from.user,
                             entry.from.nick, numberOf(entry.kind), entry.text, entry.nonce);
    };
    if (auto failed = add(); failed || addEntry_.changed() == 1) {
        return failed;
    }
    if (auto failed = forgetNonce_.run(room.id, entry.from.user, entry.nonce)) {
        return failed;
    }
    return add();
}

std::optional<Error> SqliteLog::clear(Room& room)
{
    room.trimmed.reset();
    return trimmed_.clear(room.id, room.head);
}

}  // namespace snug::store
