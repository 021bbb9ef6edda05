// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "base/thread_guard.h"
#include "store/sqlite_connection.h"
#include "store/store.h"

namespace snug::store {

// A SQLite file of a server, read while that server goes on using it. Of the contract it does what only reads
// (OpenRoom without `create`, Read, ListRooms, FindSession, ListSessions); anything else is answered with
// Unavailable. What was committed before a batch is seen by it, all operations of the batch see the same. It
// feeds nothing. Files of older versions of the schema are read as they are.
class SqliteReader : public Store {
public:
    // Errors, with a reason made for people: Unavailable (no such file, of a newer program, …), Corrupt.
    static Result<std::unique_ptr<Store>> open(const QString& path, Sink sink);

    void submit(std::vector<Operation> batch) override;

private:
    SqliteReader(std::unique_ptr<SqliteConnection> connection, Sink sink);

    const Sink sink_;
    base::ThreadGuard guard_;
    std::unique_ptr<SqliteConnection> connection_;
};

}  // namespace snug::store
