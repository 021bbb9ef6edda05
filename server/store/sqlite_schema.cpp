// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_schema.h"

#include "base/log.h"

namespace snug::store {

namespace {

// Version 1. Rooms keep their head themselves, so that old entries may go (retention) without seq starting
// anew. Entries lie in the order they are read in: of one room, by seq. `kind` is a number of sqlite_kinds.h.
Migration firstVersion()
{
    return {
        QStringLiteral("CREATE TABLE room ("
                       " id INTEGER PRIMARY KEY,"
                       " name TEXT NOT NULL UNIQUE,"
                       " topic TEXT NOT NULL,"
                       " epoch TEXT NOT NULL,"
                       " head INTEGER NOT NULL,"    // seq of the last entry, 0 before the first
                       " last_at INTEGER NOT NULL"  // its time, ms since 1970
                       ") STRICT"),
        QStringLiteral("CREATE TABLE entry ("
                       " room INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,"
                       " seq INTEGER NOT NULL,"
                       " at INTEGER NOT NULL,"
                       " user TEXT NOT NULL,"
                       " nick TEXT NOT NULL,"  // as it was then
                       " kind INTEGER NOT NULL,"
                       " text TEXT NOT NULL,"
                       " nonce TEXT NOT NULL,"
                       " PRIMARY KEY (room, seq)"
                       ") STRICT, WITHOUT ROWID"),
        QStringLiteral("CREATE UNIQUE INDEX entry_nonce ON entry (room, user, nonce) WHERE nonce <> ''"),
        QStringLiteral("CREATE TABLE session ("
                       " token_hash BLOB PRIMARY KEY,"
                       " user TEXT NOT NULL,"
                       " nick TEXT NOT NULL,"
                       " seen INTEGER NOT NULL"
                       ") STRICT, WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX session_seen ON session (seen)"),
        QStringLiteral(
            "CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL) STRICT"),
        QStringLiteral("INSERT INTO probe (id, count) VALUES (1, 0)"),
    };
}

// Version 2. The nonces of entries that were let go of (retention), as long as a late resend must find them.
// Two entries have the same nonce when so many lie between them that it was forgotten: another store may have
// let that happen, and its log is taken over as it is. The later one counts.
Migration secondVersion()
{
    return {
        QStringLiteral("CREATE TABLE trimmed_nonce ("
                       " room INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,"
                       " seq INTEGER NOT NULL,"
                       " at INTEGER NOT NULL,"
                       " user TEXT NOT NULL,"
                       " nonce TEXT NOT NULL,"
                       " PRIMARY KEY (room, seq)"
                       ") STRICT, WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX trimmed_nonce_of ON trimmed_nonce (room, user, nonce)"),
        QStringLiteral("ALTER TABLE entry ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("DROP INDEX entry_nonce"),
        QStringLiteral("CREATE UNIQUE INDEX entry_nonce ON entry (room, user, nonce)"
                       " WHERE nonce <> '' AND forgotten = 0"),
    };
}

// Version 3. The newest entries of all rooms in the order in which they came (SqliteFresh): a commit writes
// the end of one table, not a page or two for each room that speaks.
Migration thirdVersion()
{
    return {
        QStringLiteral("CREATE TABLE fresh ("
                       " id INTEGER PRIMARY KEY,"
                       " room INTEGER NOT NULL,"
                       " seq INTEGER NOT NULL,"
                       " at INTEGER NOT NULL,"
                       " user TEXT NOT NULL,"
                       " nick TEXT NOT NULL,"
                       " kind INTEGER NOT NULL,"
                       " text TEXT NOT NULL,"
                       " nonce TEXT NOT NULL"
                       ") STRICT"),
    };
}

// Version 4. The words of entries (SqliteSearch), under the rowid room << 40 | seq, and up to which seq a
// room's are there. They are already as they are compared, in one row a space apart; so the simplest
// tokenizer will do, which takes all but ASCII for letters. Kept beside the index, because what is taken out
// of it must be known exactly, also by a later version that makes other words of a text.
Migration fourthVersion()
{
    return {
        QStringLiteral("CREATE VIRTUAL TABLE search USING fts5(words, tokenize='ascii', detail='none',"
                       " columnsize=0)"),
        QStringLiteral("ALTER TABLE room ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0"),
    };
}

// Version 5. Facts (SqliteFacts). And of each room, how many entries there are in the table `entry`, and how
// many bytes their texts have: counted along, since looking takes as long as reading them.
Migration fifthVersion()
{
    return {
        QStringLiteral("CREATE TABLE fact ("
                       " key TEXT PRIMARY KEY,"
                       " value BLOB NOT NULL"
                       ") STRICT, WITHOUT ROWID"),
        QStringLiteral("ALTER TABLE room ADD COLUMN entries INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("ALTER TABLE room ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("UPDATE room SET (entries, bytes) ="
                       " (SELECT count(*), coalesce(sum(length(CAST(text AS BLOB))), 0) FROM entry"
                       " WHERE entry.room = room.id)"),
    };
}

Result<qint64> number(SqliteConnection& connection, const QString& sql)
{
    const auto answer = connection.ask(sql);
    if (!answer.ok()) {
        return answer.error();
    }
    return answer->toLongLong();
}

std::optional<Error> refuse(SqliteConnection& connection, const QString& why)
{
    return Error{ErrorCode::Unavailable,
                 QStringLiteral("%1 %2").arg(connection.database().databaseName(), why)};
}

// Foreign keys are off while a step runs, so that it may rebuild a table; what it leaves is checked.
std::optional<Error> runStep(SqliteConnection& connection, const Migration& step, std::size_t version)
{
    if (auto failed = connection.run(QStringLiteral("BEGIN IMMEDIATE"))) {
        return failed;
    }
    const auto giveUp = [&connection, version](const QString& reason, ErrorCode code) {
        connection.rollback();
        return Error{code, QStringLiteral("to version %1 of the schema: %2").arg(version).arg(reason)};
    };
    for (const QString& statement : step) {
        if (const auto failed = connection.run(statement)) {
            return giveUp(failed->reason, failed->code);
        }
    }
    const auto dangling = connection.ask(QStringLiteral("PRAGMA foreign_key_check"));
    if (!dangling.ok() || dangling->isValid()) {
        return giveUp(QStringLiteral("rows refer to rows that are not there"), ErrorCode::Corrupt);
    }
    for (const QString& statement :
         {QStringLiteral("PRAGMA application_id=%1").arg(kSqliteApplication),
          QStringLiteral("PRAGMA user_version=%1").arg(version), QStringLiteral("COMMIT")}) {
        if (const auto failed = connection.run(statement)) {
            return giveUp(failed->reason, failed->code);
        }
    }
    return {};
}

}  // namespace

const std::vector<Migration>& sqliteMigrations()
{
    static const std::vector<Migration> steps{firstVersion(), secondVersion(), thirdVersion(),
                                              fourthVersion(), fifthVersion()};
    return steps;
}

std::optional<Error> checkSchema(SqliteConnection& connection, const std::vector<Migration>& migrations)
{
    const auto version = number(connection, QStringLiteral("PRAGMA user_version"));
    const auto application = number(connection, QStringLiteral("PRAGMA application_id"));
    const auto tables = number(connection, QStringLiteral("SELECT count(*) FROM sqlite_schema"));
    for (const auto* answer : {&version, &application, &tables}) {
        if (!answer->ok()) {
            return answer->error();
        }
    }
    if (*application != kSqliteApplication && *tables > 0) {
        return refuse(connection, QStringLiteral("is a database of another program"));
    }
    const auto known = static_cast<qint64>(migrations.size());
    if (*version > known) {
        return refuse(connection,
                      QStringLiteral("was written by a newer version of this program (schema %1, this one "
                                     "knows up to %2): use that version, or another data folder")
                          .arg(*version)
                          .arg(known));
    }
    return {};
}

std::optional<Error> migrate(SqliteConnection& connection, const std::vector<Migration>& migrations)
{
    const auto version = number(connection, QStringLiteral("PRAGMA user_version"));
    if (!version.ok()) {
        return version.error();
    }
    if (*version >= static_cast<qint64>(migrations.size())) {
        return {};
    }
    if (*version > 0) {
        qCInfo(base::logStore) << "bringing" << connection.database().databaseName() << "from schema"
                               << *version << "to" << migrations.size();
    }
    if (auto failed = connection.run(QStringLiteral("PRAGMA foreign_keys=OFF"))) {
        return failed;
    }
    for (auto next = static_cast<std::size_t>(*version); next < migrations.size(); ++next) {
        if (auto failed = runStep(connection, migrations[next], next + 1)) {
            return failed;
        }
    }
    return connection.run(QStringLiteral("PRAGMA foreign_keys=ON"));
}

}  // namespace snug::store
