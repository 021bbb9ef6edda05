// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "store/search.h"
#include "store/sqlite_kinds.h"
#include "store/sqlite_log.h"

// What is asked of logs: pages, searches, the list of rooms.

namespace snug::store {

namespace {

qint64 clamped(quint64 seq)
{
    return static_cast<qint64>(std::min(seq, static_cast<quint64>(std::numeric_limits<qint64>::max())));
}

}  // namespace

Result<Outcome> SqliteLog::read(const Read& op)
{
    const auto found = find(op.room);
    if (!found.ok()) {
        return found.error();
    }
    const Room* const room = *found;
    if (room == nullptr) {
        return noRoom(op.room);
    }
    const qint64 limit = std::max(op.limit, 0);
    const qint64 before = op.before == 0 ? room->head + 1 : clamped(op.before);
    Entries answer{room->epoch, {}, false};
    // One more than is asked for tells whether there are more.
    const auto takeFresh = [&, wanted = limit + 1](auto from, const auto to) {
        for (; from != to && answer.entries.size() < wanted; ++from) {
            if (from->seq > op.after && static_cast<qint64>(from->seq) < before) {
                answer.entries.append(*from);
                answer.entries.last().room = op.room;
            }
        }
    };
    const auto& fresh = fresh_.of(room->id);
    if (op.newest) {
        takeFresh(fresh.rbegin(), fresh.rend());
    }
    if (auto failed = readSettled(*room, op, before, limit + 1, answer.entries)) {
        return *failed;
    }
    if (!op.newest) {
        takeFresh(fresh.begin(), fresh.end());
    }
    if (answer.entries.size() > limit) {
        answer.more = true;
        answer.entries.removeLast();
    }
    if (op.newest) {
        std::reverse(answer.entries.begin(), answer.entries.end());
    }
    return Outcome(std::move(answer));
}

// Appends to `entries` until there are `wanted`.
std::optional<Error> SqliteLog::readSettled(const Room& room, const Read& op, qint64 before, qint64 wanted,
                                            QVector<protocol::LogEntry>& entries)
{
    const qint64 missing = wanted - entries.size();
    if (missing <= 0) {
        return {};
    }
    SqliteStatement& statement = op.newest ? readNewest_ : readOldest_;
    if (auto failed = statement.run(room.id, clamped(op.after), before, missing)) {
        return failed;
    }
    return takeRows(statement, op.room, entries);
}

// The rows of a statement that has run, whose columns are those of readSql().
std::optional<Error> SqliteLog::takeRows(SqliteStatement& statement, const QString& room,
                                         QVector<protocol::LogEntry>& entries)
{
    bool strange = false;
    while (statement.next()) {
        const auto kind = kindOf(statement.number(4));
        strange = strange || !kind;
        entries.append({room,
                        static_cast<quint64>(statement.number(0)),
                        fromMs(statement.number(1)),
                        {statement.text(2), statement.text(3)},
                        kind.value_or(protocol::EntryKind::Message),
                        statement.text(5),
                        statement.text(6)});
    }
    if (auto failed = statement.finish()) {
        return failed;
    }
    if (strange) {
        return Error{ErrorCode::Corrupt, QStringLiteral("an entry of %1 is of no known kind").arg(room)};
    }
    return {};
}

// What is not in the index yet is read and looked through; the index has the rest.
Result<Outcome> SqliteLog::search(const Search& op)
{
    const auto room = find(op.room);
    if (!room.ok()) {
        return room.error();
    }
    if (*room == nullptr) {
        return noRoom(op.room);
    }
    const auto indexed = search_.indexedTo((*room)->id);
    if (!indexed.ok()) {
        return indexed.error();
    }
    Read newer = toRead(op);
    newer.after = static_cast<quint64>(*indexed);
    const auto read = this->read(newer);
    if (!read.ok()) {
        return read.error();
    }
    Found found = pick(op, std::get<Entries>(*read));
    if (found.next != 0) {
        return Outcome(std::move(found));
    }
    const qint64 end = op.before == 0 ? *indexed + 1 : std::min(clamped(op.before), *indexed + 1);
    const qsizetype limit = std::max(op.limit, 0);
    // One more than is asked for tells whether there are more.
    if (auto failed = search_.find((*room)->id, op.words, end, limit + 1 - found.entries.size())) {
        return *failed;
    }
    if (auto failed = takeRows(search_.found(), op.room, found.entries)) {
        return *failed;
    }
    if (found.entries.size() > limit) {
        found.next = found.entries.takeLast().seq + 1;
    }
    return Outcome(std::move(found));
}

Result<bool> SqliteLog::index()
{
    if (auto failed = fresh_.load()) {
        return *failed;
    }
    auto more = search_.index();
    if (more.ok()) {
        indexIsDue_ = *more;
    }
    return more;
}

Result<Outcome> SqliteLog::list(const ListRooms& op)
{
    if (auto failed = flush()) {
        return *failed;
    }
    if (auto failed = fresh_.load()) {
        return *failed;
    }
    const auto total = count();
    if (!total.ok()) {
        return total.error();
    }
    RoomList list;
    list.total = *total;
    const qint64 limit = std::max(op.limit, 0);
    if (auto failed = listRooms_.run(op.after, limit + 1)) {
        return *failed;
    }
    while (listRooms_.next()) {
        if (list.rooms.size() == limit) {
            list.more = true;
            break;
        }
        const qint64 id = listRooms_.number(4);
        const auto& fresh = fresh_.of(id);
        const quint64 head = fresh.empty() ? static_cast<quint64>(listRooms_.number(3)) : fresh.back().seq;
        list.rooms.append({listRooms_.text(0),
                           fresh_.topicOf(id).value_or(listRooms_.text(1)),
                           true,
                           {listRooms_.text(2), head},
                           false});
    }
    if (auto failed = listRooms_.finish()) {
        return *failed;
    }
    return Outcome(std::move(list));
}

Result<Outcome> SqliteLog::measure(const MeasureRooms& op)
{
    if (auto failed = fresh_.load()) {
        return *failed;
    }
    RoomSizes sizes;
    for (const QString& name : op.rooms) {
        if (auto failed = size_.run(name)) {
            return *failed;
        }
        if (size_.next()) {
            const qint64 id = size_.number(0);
            const qint64 entries = size_.number(1) + static_cast<qint64>(fresh_.of(id).size());
            const qint64 bytes = size_.number(2) + fresh_.textBytesOf(id) + entries * kEntryBytes;
            sizes.rooms.append({name, static_cast<quint64>(entries), static_cast<quint64>(bytes)});
        }
        if (auto failed = size_.finish()) {
            return *failed;
        }
    }
    return Outcome(std::move(sizes));
}

}  // namespace snug::store
