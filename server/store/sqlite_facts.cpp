// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_facts.h"

namespace snug::store {

SqliteFacts::SqliteFacts(SqliteConnection& connection)
    : connection_(connection)
    , find_(connection, QStringLiteral("SELECT value FROM fact WHERE key = ?"))
    , count_(connection, QStringLiteral("SELECT count(*) FROM fact"))
    , put_(connection, QStringLiteral("INSERT INTO fact (key, value) VALUES (?, ?)"
                                      " ON CONFLICT (key) DO UPDATE SET value = excluded.value"))
    , remove_(connection, QStringLiteral("DELETE FROM fact WHERE key = ?"))
    , list_(connection, QStringLiteral("SELECT key, value FROM fact"))
{
}

Result<Outcome> SqliteFacts::put(const PutFact& op)
{
    const auto now = valueOf(op.key);
    if (!now.ok()) {
        return now.error();
    }
    if (op.expected && *op.expected != *now) {
        return Error{ErrorCode::Conflict, QStringLiteral("%1 is something else by now").arg(op.key)};
    }
    if (op.value.isEmpty()) {
        if (auto failed = remove_.run(op.key)) {
            return *failed;
        }
        return Outcome(base::Done{});
    }
    if (now->isEmpty()) {
        const auto there = count();
        if (!there.ok()) {
            return there.error();
        }
        if (*there >= kFacts) {
            return Error{ErrorCode::OutOfBounds, QStringLiteral("there are %1 facts").arg(*there)};
        }
    }
    if (auto failed = put_.run(op.key, op.value)) {
        return *failed;
    }
    return Outcome(base::Done{});
}

Result<Outcome> SqliteFacts::list()
{
    const auto exists =
        connection_.ask(QStringLiteral("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'fact'"));
    if (!exists.ok()) {
        return exists.error();
    }
    Facts answer;
    if (!exists->isValid()) {
        return Outcome(std::move(answer));
    }
    if (auto failed = list_.run()) {
        return *failed;
    }
    while (list_.next()) {
        answer.facts.insert(list_.text(0), list_.bytes(1));
    }
    if (auto failed = list_.finish()) {
        return *failed;
    }
    return Outcome(std::move(answer));
}

// Empty: there is none.
Result<QByteArray> SqliteFacts::valueOf(const QString& key)
{
    if (auto failed = find_.run(key)) {
        return *failed;
    }
    QByteArray value = find_.next() ? find_.bytes(0) : QByteArray();
    if (auto failed = find_.finish()) {
        return *failed;
    }
    return value;
}

Result<qint64> SqliteFacts::count()
{
    if (auto failed = count_.run()) {
        return *failed;
    }
    const qint64 facts = count_.next() ? count_.number(0) : 0;
    if (auto failed = count_.finish()) {
        return *failed;
    }
    return facts;
}

}  // namespace snug::store
