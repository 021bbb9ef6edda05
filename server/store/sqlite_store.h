// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "base/bytes.h"
#include "base/thread_guard.h"
#include "store/file_lock.h"
#include "store/people_here.h"
#include "store/sqlite_facts.h"
#include "store/sqlite_log.h"
#include "store/sqlite_sessions.h"
#include "store/store.h"

namespace snug::store {

// The default store: one SQLite file. A batch is one transaction; a completion means that it is on the disk
// (WAL, synchronous=FULL). Answers come within submit(), which blocks as long as the disk does, and up to 5 s
// where another program holds the file.
//
// When the transaction cannot be begun or committed, or a statement fails for the disk's sake, the whole
// batch fails with that error (Unavailable or Corrupt) and leaves no trace; the next batch tries anew.
// Answers such as NoSuchRoom fail nothing but their own operation. What concerns people is in memory only,
// and answered whatever the disk does. Rooms off the record are not made here: see RecordRouter.
class SqliteStore : public Store {
public:
    struct Settings {
        QString path;                       // of the database; beside it lie -wal, -shm and .lock
        base::Bytes largest{0};             // past this the disk counts as full; 0: no bound
        std::chrono::days sessionLife{90};  // sessions not seen for so long are forgotten
    };

    // Opens the file or makes it (0600), and its folder (0700); brings it to this program's schema; writes to
    // it, so that a disk that cannot be written is known now. Errors, with a reason made for people:
    // Unavailable (held by another server, read-only, of a newer program, disk full, …), Corrupt.
    static Result<std::unique_ptr<SqliteStore>> open(const Settings& settings, Sink sink);

    ~SqliteStore() override;
    Q_DISABLE_COPY_MOVE(SqliteStore)

    void submit(std::vector<Operation> batch) override;
    // Removes what dropped rooms left, and puts the words of entries into the index that Search asks.
    bool upkeep() override;

private:
    // The most that a batch surely writes.
    enum class Writes { Nothing, Marks, Entries };
    // What an operation came to, held back until COMMIT.
    struct Step {
        std::optional<protocol::LogEntry> fed;
        Completion completion;
    };
    // What counts only as long as transactions succeed.
    struct Tables {
        explicit Tables(SqliteConnection& connection)
            : log(connection)
            , sessions(connection)
            , facts(connection)
            , probe(connection, QStringLiteral("UPDATE probe SET count = count + 1 WHERE id = 1"))
        {
        }
        SqliteLog log;
        SqliteSessions sessions;
        SqliteFacts facts;
        SqliteStatement probe;
    };

    SqliteStore(FileLock lock, std::unique_ptr<SqliteConnection> connection, const Settings& settings,
                Sink sink);

    void answerPeople(std::vector<Operation>& batch);
    static Writes writesOf(const std::vector<Operation>& batch);
    std::optional<Error> runBatch(const std::vector<Operation>& batch, std::vector<Step>& steps);
    Result<Outcome> run(const Operation& operation, std::optional<protocol::LogEntry>& fed);
    Result<Outcome> save(const SaveSession& op);
    Result<Outcome> probe();
    void tellHealth(const std::vector<Operation>& batch, const std::optional<Error>& failed);

    const std::chrono::days sessionLife_;
    const Sink sink_;
    base::ThreadGuard guard_;
    FileLock lock_;  // let go of after the connection is closed
    std::unique_ptr<SqliteConnection> connection_;
    std::optional<Tables> tables_;
    PeopleHere people_;
    int savesSinceExpiry_ = 0;
    Writes failing_ = Writes::Nothing;  // what the batch that failed was to write; Nothing: all is well
};

}  // namespace snug::store
