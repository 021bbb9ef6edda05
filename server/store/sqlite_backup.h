// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/bytes.h"
#include "store/outcomes.h"

namespace snug::store {

// What a copy has.
struct BackupFigures {
    base::Bytes size;
    int rooms = 0;
    qint64 entries = 0;
};

// Copies a SQLite file of a server that may be using it: all that was committed when it began (VACUUM INTO,
// which locks nobody out; the server's write-ahead log grows meanwhile). The copy is made under another name
// beside `target`, checked (integrity_check, foreign keys, and each room is read as a server would), written
// to the disk, and only then called `target`: a file of that name is always whole. One that is there is
// replaced.
//
// Blocks as long as it takes to read the file, write it, and read the copy; any thread but the server's.
// Errors: Unavailable, Corrupt (the source, or the copy, is damaged: there is no new copy).
Result<BackupFigures> backUpSqlite(const QString& source, const QString& target);

}  // namespace snug::store
