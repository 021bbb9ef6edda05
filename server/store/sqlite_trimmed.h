// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "store/sqlite_statement.h"

namespace snug::store {

// Old entries in SQLite that are let go of, and what stays of them: the nonces of those among the last
// kNonceMemory of their room. Within the transaction that SqliteStore holds; every error means that it is
// lost. Rooms are given by their number.
class SqliteTrimmed {
public:
    explicit SqliteTrimmed(SqliteConnection& connection);
    Q_DISABLE_COPY_MOVE(SqliteTrimmed)

    // Lets entries from the oldest on go, at most `limit` of them, as long as they are older than `olderThan`
    // or of a seq below `least`; answers how many went. `head` is the room's.
    Result<int> trim(qint64 room, qint64 head, base::WallTime olderThan, qint64 least, qint64 limit);
    // Lets all entries up to `head` go.
    std::optional<Error> clear(qint64 room, qint64 head);

    // The seq of the newest entry gone whose nonce is known; 0: there is none.
    Result<qint64> newest(qint64 room);
    // Where the entry with this nonce was.
    Result<std::optional<Appended>> find(qint64 room, const QString& user, const QString& nonce);

private:
    Result<qint64> ask(SqliteStatement& statement, qint64 none);
    Result<int> removeBelow(qint64 room, qint64 head, qint64 end);

    SqliteStatement oldest_;
    SqliteStatement oldestToStay_;
    SqliteStatement remember_;
    SqliteStatement shrink_;
    SqliteStatement remove_;
    SqliteStatement forgetWords_;
    SqliteStatement forget_;
    SqliteStatement newest_;
    SqliteStatement find_;
};

}  // namespace snug::store
