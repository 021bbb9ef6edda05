// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_connection.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace snug::store {

namespace {

// SQLite's primary result codes, https://www.sqlite.org/rescode.html. The driver reports extended ones; the
// low byte of those is the primary one.
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26
};

QString meaning(int code)
{
    switch (code) {
        case Busy:
        case Locked:
            return QStringLiteral("is locked by another program");
        case ReadOnly:
            return QStringLiteral("is read-only");
        case IoError:
            return QStringLiteral("cannot be read or written, the disk fails");
        case Corrupt:
            return QStringLiteral("is damaged");
        case Full:
            return QStringLiteral("cannot grow, the disk is full");
        case CannotOpen:
            return QStringLiteral("cannot be opened");
        case NotADatabase:
            return QStringLiteral("is not a database, or damaged");
        default:
            return QStringLiteral("cannot be used");
    }
}

}  // namespace

SqliteConnection::SqliteConnection(const QString& path)
    : path_(path)
    , name_(QUuid::createUuid().toString())
    , database_(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name_))
{
    database_.setDatabaseName(path);
    database_.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
}

SqliteConnection::~SqliteConnection()
{
    database_.close();
    database_ = QSqlDatabase();
    QSqlDatabase::removeDatabase(name_);
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString& path)
{
    // Made before SQLite would make it, and with the permissions that SQLite then gives to the files beside
    // it.
    QFile file(path);
    const bool fresh = !file.exists();
    if (!file.open(QIODevice::ReadWrite)) {
        return Error{ErrorCode::Unavailable,
                     QStringLiteral("%1 cannot be written: %2").arg(path, file.errorString())};
    }
    if (fresh && !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
        return Error{ErrorCode::Unavailable, QStringLiteral("%1: %2").arg(path, file.errorString())};
    }
    file.close();

    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(path));
    if (!connection->database_.open()) {
        return connection->errorFrom(connection->database_.lastError());
    }
    return connection;
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::openForReading(const QString& path)
{
    if (const QFile file(path); !file.exists()) {
        return Error{ErrorCode::Unavailable, QStringLiteral("there is no file %1").arg(path)};
    }
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(path));
    connection->database_.setConnectOptions(
        QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"));
    if (!connection->database_.open()) {
        return connection->errorFrom(connection->database_.lastError());
    }
    for (const QString& pragma : {QStringLiteral("query_only=ON"), QStringLiteral("wal_autocheckpoint=0"),
                                  QStringLiteral("mmap_size=0"), QStringLiteral("trusted_schema=OFF")}) {
        if (const auto failed = connection->run(QStringLiteral("PRAGMA ") + pragma)) {
            return *failed;
        }
    }
    return connection;
}

std::optional<Error> SqliteConnection::prepareWriting(base::Bytes largest)
{
    const auto journal = ask(QStringLiteral("PRAGMA journal_mode=WAL"));
    if (!journal.ok()) {
        return journal.error();
    }
    if (journal->toString() != QLatin1String("wal")) {
        return Error{ErrorCode::Unavailable,
                     QStringLiteral("%1: this file system cannot hold a write-ahead log").arg(path_)};
    }
    QStringList pragmas{
        QStringLiteral("synchronous=FULL"),  // a commit waits for the disk
        QStringLiteral("fullfsync=ON"),      // and on macOS not only for the disk's own memory
        QStringLiteral("foreign_keys=ON"),
        QStringLiteral("busy_timeout=5000"),
        QStringLiteral("mmap_size=0"),  // a failing disk is an error, not a signal
        QStringLiteral("trusted_schema=OFF"),
        QStringLiteral("temp_store=MEMORY"),            // what is sorted on its way needs no file
        QStringLiteral("cache_size=-16384"),            // 16 MiB: the ends of some thousand busy rooms
        QStringLiteral("journal_size_limit=67108864"),  // a burst's log is cut back to 64 MiB
    };
    if (largest > base::Bytes{0}) {
        const auto page = ask(QStringLiteral("PRAGMA page_size"));
        if (!page.ok()) {
            return page.error();
        }
        pragmas.append(QStringLiteral("max_page_count=%1").arg(largest.count / page->toLongLong()));
    }
    for (const QString& pragma : std::as_const(pragmas)) {
        if (auto failed = run(QStringLiteral("PRAGMA ") + pragma)) {
            return failed;
        }
    }
    return {};
}

std::optional<Error> SqliteConnection::run(const QString& sql)
{
    const auto answer = ask(sql);
    return answer.ok() ? std::nullopt : std::optional(answer.error());
}

Result<QVariant> SqliteConnection::ask(const QString& sql)
{
    QSqlQuery query(database_);
    query.setForwardOnly(true);
    if (!query.exec(sql)) {
        return errorFrom(query.lastError());
    }
    return query.next() ? query.value(0) : QVariant();
}

void SqliteConnection::rollback()
{
    run(QStringLiteral("ROLLBACK"));
}

Error SqliteConnection::errorFrom(const QSqlError& error) const
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const bool damaged = code == Corrupt || code == NotADatabase;
    return {damaged ? ErrorCode::Corrupt : ErrorCode::Unavailable,
            QStringLiteral("%1 %2 (%3)").arg(path_, meaning(code), error.text().trimmed())};
}

}  // namespace snug::store
