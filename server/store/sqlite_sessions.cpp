// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_sessions.h"

#include <algorithm>

namespace snug::store {

SqliteSessions::SqliteSessions(SqliteConnection& connection)
    : save_(connection,
            QStringLiteral("INSERT INTO session (token_hash, user, nick, seen) VALUES (?, ?, ?, ?)"
                           " ON CONFLICT (token_hash) DO UPDATE"
                           " SET user = excluded.user, nick = excluded.nick, seen = excluded.seen"))
    , find_(connection, QStringLiteral("SELECT user, nick FROM session WHERE token_hash = ? AND seen >= ?"))
    , list_(connection, QStringLiteral("SELECT token_hash, user, nick, seen FROM session WHERE token_hash > ?"
                                       " ORDER BY token_hash LIMIT ?"))
    , expire_(connection, QStringLiteral("DELETE FROM session WHERE seen < ?"))
{
}

Result<Outcome> SqliteSessions::save(const SaveSession& op)
{
    if (auto failed = save_.run(op.tokenHash, op.person.user, op.person.nick, toMs(op.seen))) {
        return *failed;
    }
    return Outcome(base::Done{});
}

Result<Outcome> SqliteSessions::find(const FindSession& op)
{
    if (auto failed = find_.run(op.tokenHash, toMs(op.notBefore))) {
        return *failed;
    }
    SessionFound answer;
    if (find_.next()) {
        answer.person = protocol::Person{find_.text(0), find_.text(1)};
    }
    if (auto failed = find_.finish()) {
        return *failed;
    }
    return Outcome(std::move(answer));
}

Result<Outcome> SqliteSessions::list(const ListSessions& op)
{
    const qint64 limit = std::max(op.limit, 1);
    if (auto failed = list_.run(op.cursor, limit)) {
        return *failed;
    }
    SessionPage page;
    while (list_.next()) {
        page.sessions.append({list_.bytes(0), {list_.text(1), list_.text(2)}, fromMs(list_.number(3))});
    }
    if (auto failed = list_.finish()) {
        return *failed;
    }
    if (page.sessions.size() == limit) {
        page.next = page.sessions.constLast().tokenHash;
    }
    return Outcome(std::move(page));
}

std::optional<Error> SqliteSessions::expire(base::WallTime limit)
{
    return expire_.run(toMs(limit));
}

}  // namespace snug::store
