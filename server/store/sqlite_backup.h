// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

#include "base/bytes.h"
#include "store/outcomes.h"

namespace snug::store {

// What a copy has.
struct BackupFigures {
    base::Bytes size;
    int rooms = 0;
    qint64 entries = 0;
};

// How far it is. SQLite says nothing through Qt while it runs one statement, which Copying and Checking are:
// they are told as they begin and end, and `file` grows while it is copied.
struct BackupProgress {
    enum class Step {
        Copying,    // bytes
        Migrating,  // bytes
        Checking,   // bytes
        Reading,    // rooms
        Finishing,  // gets its name
    };
    Step step = Step::Copying;
    qint64 done = 0;
    qint64 total = 0;  // an estimate: the source may be in use; 0: not known yet
    QString folder;    // where all of it happens, and nothing else; it goes with the end of the work
    QString file;      // the copy in it
};
// Called on the thread of the work. False: it is to be given up, and ends with Unavailable. Whoever ends the
// program in the middle of a statement removes `folder`; from Finishing on it is too late for either.
using BackupTold = std::function<bool(const BackupProgress&)>;

// Copies a SQLite file of a server that may be using it: all that was committed when it began (VACUUM INTO,
// which locks nobody out; the server's write-ahead log grows meanwhile). The copy is made in a folder of its
// own beside `target`, checked (integrity_check, foreign keys, and each room is read as a server would),
// written to the disk, and only then called `target`: a file of that name is always whole. One that is there
// is replaced.
//
// Blocks as long as it takes to read the file, write it, and read the copy; any thread but the server's.
// Errors: Unavailable, Corrupt (the source, or the copy, is damaged: there is no new copy).
Result<BackupFigures> backUpSqlite(
    const QString& source, const QString& target,
    const BackupTold& told = [](const BackupProgress&) { return true; });

// Tries a copy out, or the file of a server that is stopped: what is put into a temporary folder (TMPDIR) is
// the file as it is, opened as a server would, with all that brings an older one to this program's schema,
// checked, and each room is read. The copy itself is only read, and nothing is made beside it.
//
// Blocks; any thread. Errors: Unavailable (no such file, of a newer program, no room for it, …), Corrupt.
Result<BackupFigures> rehearseSqlite(
    const QString& copy, const BackupTold& told = [](const BackupProgress&) { return true; });

}  // namespace snug::store
