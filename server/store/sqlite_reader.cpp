// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_reader.h"

#include "store/sqlite_facts.h"
#include "store/sqlite_log.h"
#include "store/sqlite_schema.h"
#include "store/sqlite_sessions.h"

namespace snug::store {

namespace {

Result<Outcome> notHere()
{
    return Error{ErrorCode::Unavailable, QStringLiteral("the file was opened for reading only")};
}

Result<Outcome> read(const Operation& operation, SqliteLog& log, SqliteSessions& sessions, SqliteFacts& facts)
{
    return std::visit(base::overloaded{
                          [](const auto&) { return notHere(); },
                          [&](const OpenRoom& op) { return op.create ? notHere() : log.open(op); },
                          [&](const Read& op) { return log.read(op); },
                          [&](const ListRooms& op) { return log.list(op); },
                          [&](const FindSession& op) { return sessions.find(op); },
                          [&](const ListSessions& op) { return sessions.list(op); },
                          [&](const ListFacts&) { return facts.list(); },
                      },
                      operation);
}

}  // namespace

Result<std::unique_ptr<Store>> SqliteReader::open(const QString& path, Sink sink)
{
    auto opened = SqliteConnection::openForReading(path);
    if (!opened.ok()) {
        return opened.error();
    }
    SqliteConnection& connection = **opened;
    if (const auto failed = checkSchema(connection, sqliteMigrations())) {
        return *failed;
    }
    const auto version = connection.ask(QStringLiteral("PRAGMA user_version"));
    if (!version.ok()) {
        return version.error();
    }
    if (version->toLongLong() == 0) {
        return Error{ErrorCode::Unavailable, QStringLiteral("%1 is empty: no server has used it").arg(path)};
    }
    return std::unique_ptr<Store>(new SqliteReader(std::move(opened).value(), std::move(sink)));
}

SqliteReader::SqliteReader(std::unique_ptr<SqliteConnection> connection, Sink sink)
    : sink_(std::move(sink))
    , connection_(std::move(connection))
{
}

void SqliteReader::submit(std::vector<Operation> batch)
{
    guard_.check();
    const auto failed = connection_->run(QStringLiteral("BEGIN"));
    {
        // Made anew for each batch: what they remember of rooms, another program changes.
        SqliteLog log(*connection_);
        SqliteSessions sessions(*connection_);
        SqliteFacts facts(*connection_);
        for (const Operation& operation : batch) {
            sink_.complete({ticketOf(operation), failed ? *failed : read(operation, log, sessions, facts)});
        }
    }
    connection_->rollback();
}

}  // namespace snug::store
