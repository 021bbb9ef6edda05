// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite_statement.h"

namespace snug::store {

// Sessions in SQLite, within the transaction that SqliteStore holds. Every error means that the transaction
// is lost.
class SqliteSessions {
public:
    explicit SqliteSessions(SqliteConnection& connection);
    Q_DISABLE_COPY_MOVE(SqliteSessions)

    Result<Outcome> save(const SaveSession& op);
    Result<Outcome> find(const FindSession& op);
    Result<Outcome> list(const ListSessions& op);
    // Forgets those last seen before `limit`.
    std::optional<Error> expire(base::WallTime limit);

private:
    SqliteStatement save_;
    SqliteStatement find_;
    SqliteStatement list_;
    SqliteStatement expire_;
};

}  // namespace snug::store
