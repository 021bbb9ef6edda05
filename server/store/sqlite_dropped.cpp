// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_dropped.h"

#include "store/sqlite_search.h"

namespace snug::store {

SqliteDropped::SqliteDropped(SqliteConnection& connection)
    // Its number is unlike any other's, and it stays taken as long as there are entries under it. What is not
    // in the index of words yet never comes there.
    : rename_(connection, QStringLiteral("UPDATE room SET name = char(1) || id, indexed = head WHERE id = ?"))
    , find_(connection, QStringLiteral("SELECT id FROM room WHERE name >= char(1) AND name < %1 LIMIT 1")
                            .arg(kSqliteLeastName))
    , oldestEntry_(connection, QStringLiteral("SELECT seq FROM entry WHERE room = ? ORDER BY seq LIMIT 1"))
    , removeWords_(connection, QStringLiteral("DELETE FROM search WHERE rowid >= ? AND rowid < ?"))
    , removeEntries_(connection, QStringLiteral("DELETE FROM entry WHERE room = ? AND seq < ?"))
    , oldestNonce_(connection,
                   QStringLiteral("SELECT seq FROM trimmed_nonce WHERE room = ? ORDER BY seq LIMIT 1"))
    , removeNonces_(connection, QStringLiteral("DELETE FROM trimmed_nonce WHERE room = ? AND seq < ?"))
    , removeRoom_(connection, QStringLiteral("DELETE FROM room WHERE id = ?"))
{
}

std::optional<Error> SqliteDropped::drop(qint64 room)
{
    return rename_.run(room);
}

Result<bool> SqliteDropped::remove()
{
    if (auto failed = find_.run()) {
        return *failed;
    }
    const auto room = ask(find_);
    if (!room.ok()) {
        return room.error();
    }
    if (!*room) {
        return false;
    }
    const auto entries = removeEntries(**room);
    if (!entries.ok() || *entries) {
        return entries;
    }
    const auto nonces = removeNonces(**room);
    if (!nonces.ok() || *nonces) {
        return nonces;
    }
    if (auto failed = removeRoom_.run(**room)) {
        return *failed;
    }
    return true;
}

// Whether there were any.
Result<bool> SqliteDropped::removeEntries(qint64 room)
{
    if (auto failed = oldestEntry_.run(room)) {
        return *failed;
    }
    const auto oldest = ask(oldestEntry_);
    if (!oldest.ok()) {
        return oldest.error();
    }
    if (!*oldest) {
        return false;
    }
    const qint64 end = **oldest + kAtOnce;
    // Entries first: taking words out of the index takes room on the disk at first.
    if (auto failed = removeEntries_.run(room, end)) {
        return *failed;
    }
    if (auto failed = removeWords_.run(searchRow(room, **oldest), searchRow(room, end))) {
        return *failed;
    }
    return true;
}

// As well.
Result<bool> SqliteDropped::removeNonces(qint64 room)
{
    if (auto failed = oldestNonce_.run(room)) {
        return *failed;
    }
    const auto oldest = ask(oldestNonce_);
    if (!oldest.ok()) {
        return oldest.error();
    }
    if (!*oldest) {
        return false;
    }
    if (auto failed = removeNonces_.run(room, **oldest + kAtOnce)) {
        return *failed;
    }
    return true;
}

// The first column of the only row of a statement that has run; nothing where there is none.
Result<std::optional<qint64>> SqliteDropped::ask(SqliteStatement& statement)
{
    const auto answer = statement.next() ? std::optional(statement.number(0)) : std::nullopt;
    if (auto failed = statement.finish()) {
        return *failed;
    }
    return answer;
}

}  // namespace snug::store
