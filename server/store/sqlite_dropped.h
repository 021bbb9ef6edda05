// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite_statement.h"

namespace snug::store {

// In SQL, what the names of rooms that are there are not below. The row of a room that was dropped is below:
// it goes on under a name that begins with U+0001, which no room can have, until its entries are gone.
inline const QString kSqliteLeastName = QStringLiteral("char(2)");

// Rooms in SQLite that were dropped. However long the log is, dropping it takes one row; what it leaves goes
// in small parts, when nobody waits, and after a restart too. Within the transaction that SqliteStore holds;
// every error means that it is lost. Rooms are given by their number.
//
// Bounds: kAtOnce entries in one call of remove().
class SqliteDropped {
public:
    static constexpr qint64 kAtOnce = 500;

    explicit SqliteDropped(SqliteConnection& connection);
    Q_DISABLE_COPY_MOVE(SqliteDropped)

    // Makes the room's name free and its log unknown. Its fresh entries are gone already.
    std::optional<Error> drop(qint64 room);
    // Removes a part of what dropped rooms left: entries, their words, nonces, at last the row. False:
    // nothing is left.
    Result<bool> remove();

private:
    static Result<std::optional<qint64>> ask(SqliteStatement& statement);
    Result<bool> removeEntries(qint64 room);
    Result<bool> removeNonces(qint64 room);

    SqliteStatement rename_;
    SqliteStatement find_;
    SqliteStatement oldestEntry_;
    SqliteStatement removeWords_;
    SqliteStatement removeEntries_;
    SqliteStatement oldestNonce_;
    SqliteStatement removeNonces_;
    SqliteStatement removeRoom_;
};

}  // namespace snug::store
