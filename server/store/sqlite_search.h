// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

#include "store/sqlite_statement.h"

namespace snug::store {

// The row of the table `search` that has the words of an entry. Room numbers stay below 2²³, seqs below 2⁴⁰.
constexpr qint64 searchRow(qint64 room, qint64 seq)
{
    return room << 40 | seq;
}

// The index of words in SQLite (FTS5), which follows the log: an append knows nothing of it, and the words of
// settled entries are put there when nobody waits. Within the transaction that SqliteStore holds; every error
// means that it is lost. Rooms are given by their number.
//
// Bounds: kRoomsAtOnce rooms and some kAtOnce entries in one call of index().
class SqliteSearch {
public:
    static constexpr qint64 kAtOnce = 200;
    static constexpr qint64 kRoomsAtOnce = 50;

    explicit SqliteSearch(SqliteConnection& connection);
    Q_DISABLE_COPY_MOVE(SqliteSearch)

    // Puts some entries into the index, room by room; whether there may be more.
    Result<bool> index();
    // Up to which seq the room's entries are in the index.
    Result<qint64> indexedTo(qint64 room);

    // Asks for the entries below seq `end` that have all the words, the newest first. found() reads them:
    // seq, at, user, nick, kind, text, nonce.
    std::optional<Error> find(qint64 room, const QStringList& words, qint64 end, qint64 limit);
    SqliteStatement& found() { return find_; }

private:
    struct Behind {
        qint64 room = 0;
        qint64 indexed = 0;
        qint64 settled = 0;
    };
    struct Text {
        qint64 seq = 0;
        QString text;
    };

    Result<std::vector<Behind>> behind();
    Result<std::vector<Text>> next(const Behind& room, qint64 limit);
    std::optional<Error> add(const Behind& room, const std::vector<Text>& texts);

    SqliteStatement behind_;
    SqliteStatement indexedTo_;
    SqliteStatement read_;
    SqliteStatement add_;
    SqliteStatement advance_;
    SqliteStatement find_;
};

}  // namespace snug::store
