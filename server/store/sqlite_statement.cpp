// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_statement.h"

#include <QSqlError>

namespace snug::store {

std::optional<Error> SqliteStatement::prepare()
{
    if (query_) {
        return {};
    }
    QSqlQuery query(connection_.database());
    query.setForwardOnly(true);
    if (!query.prepare(sql_)) {
        return connection_.errorFrom(query.lastError());
    }
    query_ = std::move(query);
    return {};
}

std::optional<Error> SqliteStatement::exec()
{
    if (!query_->exec()) {
        return connection_.errorFrom(query_->lastError());
    }
    if (!query_->isSelect()) {
        changed_ = query_->numRowsAffected();
        query_->finish();
    }
    return {};
}

std::optional<Error> SqliteStatement::finish()
{
    const QSqlError error = query_->lastError();
    query_->finish();
    return error.isValid() ? std::optional(connection_.errorFrom(error)) : std::nullopt;
}

}  // namespace snug::store
