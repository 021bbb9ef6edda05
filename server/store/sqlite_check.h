// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

namespace snug::store {

// Of a file with this program's schema. Rooms: about, those that are being removed count too.
struct SqliteCounts {
    qint64 entries = 0;
    int rooms = 0;
};

// Whether SQLite finds nothing wrong with the file (integrity_check, foreign keys); what it has. Blocks as
// long as it takes to read all of it. Errors: Corrupt, Unavailable.
Result<SqliteCounts> checkSqlite(const QString& path);

// Reads as a server would: all rooms, and the newest page of each one's log, which has to end where the room
// says. How many rooms there are. `open` makes a store that answers within submit(), here and now; `read` is
// told how many rooms have been read, every some hundred, and answers whether to go on. Errors: Corrupt, and
// Unavailable where the store says so or `read` was false.
Result<int> readEveryRoom(const StoreFactory& open, const std::function<bool(int rooms)>& read);

}  // namespace snug::store
