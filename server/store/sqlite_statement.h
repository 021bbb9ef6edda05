// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlQuery>
#include <optional>

#include "store/sqlite_connection.h"
#include "store/stored_time.h"

namespace snug::store {

// One prepared statement, kept. It is prepared when first run, so making it cannot fail. Borrows the
// connection.
//
//   if (auto failed = statement.run(room, seq)) { return *failed; }
//   while (statement.next()) { … statement.number(0) … }
//   if (auto failed = statement.finish()) { return *failed; }
class SqliteStatement {
public:
    SqliteStatement(SqliteConnection& connection, const QString& sql)
        : connection_(connection)
        , sql_(sql)
    {
    }
    Q_DISABLE_COPY_MOVE(SqliteStatement)

    // Binds by position and runs. Nothing returned: it went well. A statement that is read row by row holds
    // its place until finish().
    template <class... Values>
    std::optional<Error> run(const Values&... values)
    {
        if (auto failed = prepare()) {
            return failed;
        }
        int place = 0;
        (query_->bindValue(place++, bindable(values)), ...);
        return exec();
    }

    bool next() { return query_->next(); }
    qint64 number(int column) const { return query_->value(column).toLongLong(); }
    QString text(int column) const { return query_->value(column).toString(); }
    QByteArray bytes(int column) const { return query_->value(column).toByteArray(); }

    // Lets go of the rows; an error that ended next() comes out here.
    std::optional<Error> finish();

    // Rows that the last run changed.
    int changed() const { return changed_; }

private:
    // A null QString or QByteArray would be bound as NULL; here it is just empty.
    static QVariant bindable(const QString& text) { return text.isNull() ? QStringLiteral("") : text; }
    static QVariant bindable(const QByteArray& bytes)
    {
        return bytes.isNull() ? QByteArrayLiteral("") : bytes;
    }
    static QVariant bindable(qint64 number) { return number; }

    std::optional<Error> prepare();
    std::optional<Error> exec();

    SqliteConnection& connection_;
    const QString sql_;
    std::optional<QSqlQuery> query_;
    int changed_ = 0;
};

}  // namespace snug::store
