// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_trimmed.h"

#include <algorithm>

#include "store/sqlite_search.h"

namespace snug::store {

SqliteTrimmed::SqliteTrimmed(SqliteConnection& connection)
    : oldest_(connection, QStringLiteral("SELECT seq FROM entry WHERE room = ? ORDER BY seq LIMIT 1"))
    , oldestToStay_(connection, QStringLiteral("SELECT seq FROM entry WHERE room = ? AND seq >= ? AND seq < ?"
                                               " AND at >= ? ORDER BY seq LIMIT 1"))
    , remember_(connection, QStringLiteral("INSERT INTO trimmed_nonce (room, seq, at, user, nonce)"
                                           " SELECT room, seq, at, user, nonce FROM entry"
                                           " WHERE room = ? AND seq > ? AND seq < ? AND nonce <> ''"))
    , shrink_(connection,
              QStringLiteral("UPDATE room SET (entries, bytes) = (SELECT room.entries - count(*),"
                             " room.bytes - coalesce(sum(length(CAST(text AS BLOB))), 0) FROM entry"
                             " WHERE entry.room = room.id AND seq < ?) WHERE id = ?"))
    , remove_(connection, QStringLiteral("DELETE FROM entry WHERE room = ? AND seq < ?"))
    , forgetWords_(connection, QStringLiteral("DELETE FROM search WHERE rowid >= ? AND rowid < ?"))
    , forget_(connection, QStringLiteral("DELETE FROM trimmed_nonce WHERE room = ? AND seq <= ?"))
    , newest_(connection,
              QStringLiteral("SELECT seq FROM trimmed_nonce WHERE room = ? ORDER BY seq DESC LIMIT 1"))
    , find_(connection,
            QStringLiteral("SELECT seq, at FROM trimmed_nonce WHERE room = ? AND user = ? AND nonce = ?"))
{
}

Result<int> SqliteTrimmed::trim(qint64 room, qint64 head, base::WallTime olderThan, qint64 least,
                                qint64 limit)
{
    if (auto failed = oldest_.run(room)) {
        return *failed;
    }
    const auto oldest = ask(oldest_, head + 1);
    if (!oldest.ok()) {
        return oldest.error();
    }
    const qint64 end = std::min(head + 1, *oldest + limit);  // what may go is below
    const qint64 counted = std::clamp(least, *oldest, end);
    // The time of entries never goes back: the first that is not too old ends it.
    if (auto failed = oldestToStay_.run(room, counted, end, toMs(olderThan))) {
        return *failed;
    }
    const auto aged = ask(oldestToStay_, end);
    if (!aged.ok()) {
        return aged.error();
    }
    return *aged > *oldest ? removeBelow(room, head, *aged) : 0;
}

std::optional<Error> SqliteTrimmed::clear(qint64 room, qint64 head)
{
    const auto removed = removeBelow(room, head, head + 1);
    return removed.ok() ? std::nullopt : std::optional(removed.error());
}

Result<int> SqliteTrimmed::removeBelow(qint64 room, qint64 head, qint64 end)
{
    if (auto failed = forget_.run(room, head - kNonceMemory)) {
        return *failed;
    }
    if (auto failed = remember_.run(room, head - kNonceMemory, end)) {
        return *failed;
    }
    if (auto failed = forgetWords_.run(searchRow(room, 0), searchRow(room, end))) {
        return *failed;
    }
    if (auto failed = shrink_.run(end, room)) {
        return *failed;
    }
    if (auto failed = remove_.run(room, end)) {
        return *failed;
    }
    return remove_.changed();
}

Result<qint64> SqliteTrimmed::newest(qint64 room)
{
    if (auto failed = newest_.run(room)) {
        return *failed;
    }
    return ask(newest_, 0);
}

// The first column of the only row of a statement that has run; `none` where there is none.
Result<qint64> SqliteTrimmed::ask(SqliteStatement& statement, qint64 none)
{
    const qint64 answer = statement.next() ? statement.number(0) : none;
    if (auto failed = statement.finish()) {
        return *failed;
    }
    return answer;
}

Result<std::optional<Appended>> SqliteTrimmed::find(qint64 room, const QString& user, const QString& nonce)
{
    if (auto failed = find_.run(room, user, nonce)) {
        return *failed;
    }
    std::optional<Appended> known;
    if (find_.next()) {
        known = Appended{static_cast<quint64>(find_.number(0)), fromMs(find_.number(1)), true};
    }
    if (auto failed = find_.finish()) {
        return *failed;
    }
    return known;
}

}  // namespace snug::store
