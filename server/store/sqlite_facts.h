// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite_statement.h"

namespace snug::store {

// Facts in SQLite, within the transaction that SqliteStore holds. An error Conflict or OutOfBounds is an
// answer; any other means that the transaction is lost.
class SqliteFacts {
public:
    explicit SqliteFacts(SqliteConnection& connection);
    Q_DISABLE_COPY_MOVE(SqliteFacts)

    Result<Outcome> put(const PutFact& op);
    // Files of older versions have none.
    Result<Outcome> list();

private:
    Result<QByteArray> valueOf(const QString& key);
    Result<qint64> count();

    SqliteConnection& connection_;
    SqliteStatement find_;
    SqliteStatement count_;
    SqliteStatement put_;
    SqliteStatement remove_;
    SqliteStatement list_;
};

}  // namespace snug::store
