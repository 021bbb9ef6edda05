// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "protocol/values.h"
#include "store/operations.h"
#include "store/sqlite_statement.h"

namespace snug::store {

// The newest entries of all rooms, in the order in which they came: a table that only grows at its end, so
// that a commit writes a page or two however many rooms speak. When there are kEntries of them, or kBytes of
// text, settle() moves them in one go to where they lie by room. What the table holds is also held in memory,
// which makes reading a room's end cheap.
//
// Within the transaction that SqliteStore holds; every error means that it is lost, and this with it. Rooms
// are given by their number.
class SqliteFresh {
public:
    static constexpr std::size_t kEntries = 4096;
    static constexpr base::Bytes kBytes{4 * 1024 * 1024};

    explicit SqliteFresh(SqliteConnection& connection);
    Q_DISABLE_COPY_MOVE(SqliteFresh)

    // Reads what the table holds; needed once, before anything else. Files of older versions have none.
    std::optional<Error> load();

    std::optional<Error> add(qint64 room, const protocol::LogEntry& entry);
    bool isFull() const { return count_ >= kEntries || bytes_ >= kBytes; }
    // Moves all to the table `entry`, and their rooms forward, counting what came to them.
    std::optional<Error> settle();
    // Those of one room are gone for good.
    std::optional<Error> forget(qint64 room);

    // Those of one room, by seq and without a gap: what follows the last that is settled. The room's name in
    // them is empty.
    const std::vector<protocol::LogEntry>& of(qint64 room) const;
    // Bytes of their texts, in UTF-8.
    qint64 textBytesOf(qint64 room) const;
    // Where the entry with this nonce is.
    std::optional<Appended> find(qint64 room, const QString& user, const QString& nonce) const;
    // The last topic set in the room, if any was.
    std::optional<QString> topicOf(qint64 room) const;

private:
    struct NonceKey {
        qint64 room = 0;
        QString user;
        QString nonce;
        friend bool operator==(const NonceKey&, const NonceKey&) = default;
        friend std::size_t qHash(const NonceKey& key, std::size_t seed = 0) noexcept
        {
            return qHashMulti(seed, key.room, key.user, key.nonce);
        }
    };

    struct Room {
        std::vector<protocol::LogEntry> entries;
        qint64 textBytes = 0;
    };

    void remember(qint64 room, protocol::LogEntry entry);

    std::unordered_map<qint64, Room> rooms_;
    QHash<NonceKey, Appended> nonces_;
    std::size_t count_ = 0;
    base::Bytes bytes_;
    bool loaded_ = false;

    SqliteConnection& connection_;
    SqliteStatement read_;
    SqliteStatement add_;
    SqliteStatement move_;
    SqliteStatement advanceRoom_;
    SqliteStatement setTopic_;
    SqliteStatement clear_;
    SqliteStatement forget_;
};

}  // namespace snug::store
