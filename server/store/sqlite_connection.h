// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QVariant>
#include <memory>
#include <optional>

#include "base/bytes.h"
#include "store/operations.h"

class QSqlError;

namespace snug::store {

// The one connection to one SQLite file, with the settings that make a commit mean "on the disk". It belongs
// to the thread that opened it and is closed there. Whoever opens it holds the file's FileLock: SQLite
// before 3.51.3 can damage a database that two connections write.
class SqliteConnection {
public:
    // Opens the file, or makes an empty one that only its owner may read. Writes nothing to a file that is
    // there. Errors: Unavailable, Corrupt.
    static Result<std::unique_ptr<SqliteConnection>> open(const QString& path);
    // Opens a file that is there, which another program may be writing to, so that nothing can be written to
    // it from here, not even a checkpoint. It needs no lock. Errors: Unavailable, Corrupt.
    static Result<std::unique_ptr<SqliteConnection>> openForReading(const QString& path);
    Q_DISABLE_COPY_MOVE(SqliteConnection)
    ~SqliteConnection();

    // Sets up durable writing, to be called once the file is known to be ours. `largest` 0: no bound on its
    // size.
    std::optional<Error> prepareWriting(base::Bytes largest);

    // Runs one statement that answers nothing of interest. Nothing returned: it went well.
    std::optional<Error> run(const QString& sql);
    // The first column of the first row; an invalid QVariant when there is no row.
    Result<QVariant> ask(const QString& sql);
    // Gives up the transaction, if there still is one: after some errors SQLite has done so already.
    void rollback();

    // What an error means for the caller, in words for the log.
    Error errorFrom(const QSqlError& error) const;

    const QSqlDatabase& database() const { return database_; }

private:
    explicit SqliteConnection(const QString& path);

    const QString path_;
    const QString name_;
    QSqlDatabase database_;
};

}  // namespace snug::store
