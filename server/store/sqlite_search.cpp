// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_search.h"

#include "protocol/search_words.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

// FTS5's way to say it: all of these, some of them as beginnings. Words have no quotes in them.
QString toMatch(const QStringList& words)
{
    QStringList terms;
    for (const QString& word : words) {
        terms.append(u'"' + word + u'"' + (protocol::isSearchedAsBeginning(word) ? u"*"_s : u""_s));
    }
    return terms.join(u' ');
}

}  // namespace

SqliteSearch::SqliteSearch(SqliteConnection& connection)
    // What of a room is fresh is not in the table `entry` yet.
    : behind_(
          connection,
          QStringLiteral("SELECT id, indexed, settled FROM (SELECT id, indexed, coalesce((SELECT min(seq) - 1"
                         " FROM fresh WHERE fresh.room = room.id), head) AS settled"
                         " FROM room WHERE indexed < head) WHERE indexed < settled LIMIT ?"))
    , indexedTo_(connection, QStringLiteral("SELECT indexed FROM room WHERE id = ?"))
    , read_(connection, QStringLiteral("SELECT seq, text FROM entry WHERE room = ? AND seq > ? AND seq <= ?"
                                       " ORDER BY seq LIMIT ?"))
    , add_(connection, QStringLiteral("INSERT INTO search (rowid, words) VALUES (?, ?)"))
    , advance_(connection, QStringLiteral("UPDATE room SET indexed = ? WHERE id = ?"))
    // CROSS: the index first, then the few entries that it names.
    , find_(connection,
            QStringLiteral("SELECT seq, at, user, nick, kind, text, nonce FROM search CROSS JOIN entry"
                           " ON entry.room = ? AND entry.seq = search.rowid - ?"
                           " WHERE search MATCH ? AND search.rowid >= ? AND search.rowid < ?"
                           " ORDER BY search.rowid DESC LIMIT ?"))
{
}

Result<bool> SqliteSearch::index()
{
    const auto rooms = behind();
    if (!rooms.ok()) {
        return rooms.error();
    }
    qint64 left = kAtOnce;
    for (const Behind& room : *rooms) {
        const auto texts = next(room, left);
        if (!texts.ok()) {
            return texts.error();
        }
        if (auto failed = add(room, *texts)) {
            return *failed;
        }
        const auto taken = static_cast<qint64>(texts->size());
        // Fewer than there may be: the room has no more.
        if (auto failed = advance_.run(taken < left ? room.settled : texts->back().seq, room.room)) {
            return *failed;
        }
        left -= taken;
        if (left == 0) {
            return true;
        }
    }
    return static_cast<qint64>(rooms->size()) == kRoomsAtOnce;
}

Result<std::vector<SqliteSearch::Behind>> SqliteSearch::behind()
{
    if (auto failed = behind_.run(kRoomsAtOnce)) {
        return *failed;
    }
    std::vector<Behind> rooms;
    while (behind_.next()) {
        rooms.push_back({behind_.number(0), behind_.number(1), behind_.number(2)});
    }
    if (auto failed = behind_.finish()) {
        return *failed;
    }
    return rooms;
}

Result<std::vector<SqliteSearch::Text>> SqliteSearch::next(const Behind& room, qint64 limit)
{
    if (auto failed = read_.run(room.room, room.indexed, room.settled, limit)) {
        return *failed;
    }
    std::vector<Text> texts;
    while (read_.next()) {
        texts.push_back({read_.number(0), read_.text(1)});
    }
    if (auto failed = read_.finish()) {
        return *failed;
    }
    return texts;
}

std::optional<Error> SqliteSearch::add(const Behind& room, const std::vector<Text>& texts)
{
    for (const Text& each : texts) {
        const QStringList words = protocol::searchWords(each.text);
        if (words.isEmpty()) {
            continue;
        }
        if (auto failed = add_.run(searchRow(room.room, each.seq), words.join(u' '))) {
            return failed;
        }
    }
    return {};
}

Result<qint64> SqliteSearch::indexedTo(qint64 room)
{
    if (auto failed = indexedTo_.run(room)) {
        return *failed;
    }
    const qint64 seq = indexedTo_.next() ? indexedTo_.number(0) : 0;
    if (auto failed = indexedTo_.finish()) {
        return *failed;
    }
    return seq;
}

std::optional<Error> SqliteSearch::find(qint64 room, const QStringList& words, qint64 end, qint64 limit)
{
    const qint64 first = searchRow(room, 0);
    return find_.run(room, first, toMatch(words), first, searchRow(room, end), limit);
}

}  // namespace snug::store
