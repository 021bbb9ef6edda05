// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_fresh.h"

#include <algorithm>

#include "store/sqlite_kinds.h"
#include "store/text_size.h"

namespace snug::store {

namespace {

base::Bytes heldBy(const protocol::LogEntry& entry)
{
    return {entry.text.size() * static_cast<qint64>(sizeof(QChar))};
}

}  // namespace

SqliteFresh::SqliteFresh(SqliteConnection& connection)
    : connection_(connection)
    , read_(connection,
            QStringLiteral("SELECT room, seq, at, user, nick, kind, text, nonce FROM fresh ORDER BY id"))
    , add_(connection, QStringLiteral("INSERT INTO fresh (room, seq, at, user, nick, kind, text, nonce)"
                                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"))
    , move_(connection, QStringLiteral("INSERT INTO entry (room, seq, at, user, nick, kind, text, nonce)"
                                       " SELECT room, seq, at, user, nick, kind, text, nonce FROM fresh"
                                       " ORDER BY room, seq"))
    , advanceRoom_(connection, QStringLiteral("UPDATE room SET head = ?, last_at = ?,"
                                              " entries = entries + ?, bytes = bytes + ? WHERE id = ?"))
    , setTopic_(connection, QStringLiteral("UPDATE room SET topic = ? WHERE id = ?"))
    , clear_(connection, QStringLiteral("DELETE FROM fresh"))
    , forget_(connection, QStringLiteral("DELETE FROM fresh WHERE room = ?"))
{
}

std::optional<Error> SqliteFresh::load()
{
    if (loaded_) {
        return {};
    }
    const auto exists = connection_.ask(
        QStringLiteral("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'fresh'"));
    if (!exists.ok()) {
        return exists.error();
    }
    if (exists->isValid()) {
        if (auto failed = read_.run()) {
            return failed;
        }
        while (read_.next()) {
            const auto kind = kindOf(read_.number(5));
            if (!kind) {
                return Error{ErrorCode::Corrupt, QStringLiteral("a fresh entry is of no known kind")};
            }
            remember(read_.number(0), {{},
                                       static_cast<quint64>(read_.number(1)),
                                       fromMs(read_.number(2)),
                                       {read_.text(3), read_.text(4)},
                                       *kind,
                                       read_.text(6),
                                       read_.text(7)});
        }
        if (auto failed = read_.finish()) {
            return failed;
        }
    }
    loaded_ = true;
    return {};
}

std::optional<Error> SqliteFresh::add(qint64 room, const protocol::LogEntry& entry)
{
    if (auto failed = add_.run(room, static_cast<qint64>(entry.seq), toMs(entry.at), entry.from.user,
                               entry.from.nick, numberOf(entry.kind), entry.text, entry.nonce)) {
        return failed;
    }
    remember(room, entry);
    return {};
}

void SqliteFresh::remember(qint64 room, protocol::LogEntry entry)
{
    entry.room = QString();
    ++count_;
    bytes_ = bytes_ + heldBy(entry);
    if (!entry.nonce.isEmpty()) {
        nonces_.insert({room, entry.from.user, entry.nonce}, {entry.seq, entry.at, true});
    }
    Room& among = rooms_[room];
    among.textBytes += utf8Size(entry.text);
    among.entries.push_back(std::move(entry));
}

std::optional<Error> SqliteFresh::settle()
{
    if (auto failed = load()) {
        return failed;
    }
    if (count_ == 0) {
        return {};
    }
    if (auto failed = move_.run()) {
        return failed;
    }
    for (const auto& [room, fresh] : rooms_) {
        const protocol::LogEntry& last = fresh.entries.back();
        if (auto failed =
                advanceRoom_.run(static_cast<qint64>(last.seq), toMs(last.at),
                                 static_cast<qint64>(fresh.entries.size()), fresh.textBytes, room)) {
            return failed;
        }
        if (const auto topic = topicOf(room)) {
            if (auto failed = setTopic_.run(*topic, room)) {
                return failed;
            }
        }
    }
    if (auto failed = clear_.run()) {
        return failed;
    }
    rooms_.clear();
    nonces_.clear();
    count_ = 0;
    bytes_ = {};
    return {};
}

std::optional<Error> SqliteFresh::forget(qint64 room)
{
    if (auto failed = load()) {
        return failed;
    }
    const auto found = rooms_.find(room);
    if (found == rooms_.end()) {
        return {};
    }
    if (auto failed = forget_.run(room)) {
        return failed;
    }
    for (const protocol::LogEntry& entry : found->second.entries) {
        nonces_.remove({room, entry.from.user, entry.nonce});
        bytes_ = bytes_ - heldBy(entry);
    }
    count_ -= found->second.entries.size();
    rooms_.erase(found);
    return {};
}

const std::vector<protocol::LogEntry>& SqliteFresh::of(qint64 room) const
{
    static const std::vector<protocol::LogEntry> none;
    const auto found = rooms_.find(room);
    return found == rooms_.end() ? none : found->second.entries;
}

qint64 SqliteFresh::textBytesOf(qint64 room) const
{
    const auto found = rooms_.find(room);
    return found == rooms_.end() ? 0 : found->second.textBytes;
}

std::optional<Appended> SqliteFresh::find(qint64 room, const QString& user, const QString& nonce) const
{
    const auto found = nonces_.constFind({room, user, nonce});
    return found == nonces_.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<QString> SqliteFresh::topicOf(qint64 room) const
{
    const auto& entries = of(room);
    const auto last = std::find_if(entries.rbegin(), entries.rend(), [](const protocol::LogEntry& entry) {
        return entry.kind == protocol::EntryKind::Topic;
    });
    return last == entries.rend() ? std::nullopt : std::optional(last->text);
}

}  // namespace snug::store
