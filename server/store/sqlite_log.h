// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "store/sqlite_dropped.h"
#include "store/sqlite_fresh.h"
#include "store/sqlite_search.h"
#include "store/sqlite_statement.h"
#include "store/sqlite_trimmed.h"

namespace snug::store {

// Rooms and their logs in SQLite, within the transaction that SqliteStore holds. What it remembers of rooms
// counts only until a rollback: then the store throws it away and makes another.
//
// An error NoSuchRoom, RoomExists or TooManyRooms is an answer; any other means that the transaction is lost.
// Bounds: kCachedRooms rooms are remembered.
class SqliteLog {
public:
    static constexpr std::size_t kCachedRooms = 10'000;

    explicit SqliteLog(SqliteConnection& connection);
    Q_DISABLE_COPY_MOVE(SqliteLog)

    // `fed` is set to the new entry, and left alone when the nonce was known.
    Result<Outcome> append(const Append& op, std::optional<protocol::LogEntry>& fed);
    Result<Outcome> open(const OpenRoom& op);
    Result<Outcome> read(const Read& op);
    Result<Outcome> search(const Search& op);
    Result<Outcome> list(const ListRooms& op);
    Result<Outcome> measure(const MeasureRooms& op);
    Result<Outcome> drop(const DropRoom& op);
    Result<Outcome> clear(const ClearRoom& op);
    Result<Outcome> trim(const Trim& op);
    Result<Outcome> takeOver(const Import& op);

    // Moves what is fresh to its rooms when there is much of it. At the beginning of a transaction that
    // writes.
    std::optional<Error> settleIfFull();
    std::optional<Error> settle();
    // Writes down what changed of rooms by other ways than append. Before COMMIT.
    std::optional<Error> flush();

    // Whether something may be left of dropped rooms, or some settled entries are not in the index of words
    // yet; and does a part of that, with the answer whether it goes on.
    bool isUpkeepDue() const { return removalIsDue_ || indexIsDue_; }
    Result<bool> upkeep();

private:
    struct Room {
        qint64 id = 0;
        QString topic;
        QString epoch;
        qint64 head = 0;
        base::WallTime lastAt{};
        bool changed = false;
        std::optional<qint64> trimmed{};  // the newest entry gone whose nonce is known, once asked for
    };

    Result<Room*> find(const QString& name);  // nullptr: no such room
    Result<Outcome> create(const OpenRoom& op);
    Result<Room*> add(const QString& name, const QString& topic, const QString& epoch);
    Result<bool> advance(Room& room, const Import& op);
    std::optional<Error> insert(const Room& room, const protocol::LogEntry& entry);
    std::optional<Error> clear(Room& room);
    std::optional<Error> forget(const QString& name);
    Result<bool> index();
    void change(Room& room);
    std::optional<Error> readSettled(const Room& room, const Read& op, qint64 before, qint64 wanted,
                                     QVector<protocol::LogEntry>& entries);
    static std::optional<Error> takeRows(SqliteStatement& statement, const QString& room,
                                         QVector<protocol::LogEntry>& entries);
    Result<std::optional<Appended>> findNonce(Room& room, const Append& op);
    Result<std::optional<Appended>> findTrimmed(Room& room, const Append& op);
    Result<int> count();
    static Error noRoom(const QString& name);
    static RoomFacts factsOf(const QString& name, const Room& room, bool created);

    std::unordered_map<QString, Room> rooms_;
    std::vector<Room*> changed_;
    std::optional<int> count_;
    bool indexIsDue_ = true;
    bool removalIsDue_ = true;

    SqliteStatement findRoom_;
    SqliteStatement countRooms_;
    SqliteStatement addRoom_;
    SqliteStatement updateRoom_;
    SqliteStatement listRooms_;
    SqliteStatement size_;
    SqliteStatement grow_;
    SqliteFresh fresh_;
    SqliteStatement addEntry_;
    SqliteStatement findNonce_;
    SqliteStatement forgetNonce_;
    SqliteStatement readOldest_;
    SqliteStatement readNewest_;
    SqliteTrimmed trimmed_;
    SqliteSearch search_;
    SqliteDropped dropped_;
};

}  // namespace snug::store
