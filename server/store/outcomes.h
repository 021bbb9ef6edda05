// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>
#include <optional>
#include <variant>

#include "base/result.h"
#include "protocol/values.h"
#include "store/presence_record.h"
#include "store/server_record.h"

namespace snug::store {

// What a store answers, and what it tells by itself: plain values. operations.h has what is asked.

// The asker's mark, given back with the completion. Unique among what is under way.
using Ticket = quint64;

// Length of the random part of an epoch: two lives of a log never share one.
inline constexpr int kEpochBytes = 9;

enum class ErrorCode {
    Unavailable,  // cannot read or write now (disk full, read-only, locked, server away); nothing of it was
                  // kept
    NoSuchRoom,
    RoomExists,
    TooManyRooms,
    NameTaken,
    Conflict,     // it is not as the asker expected
    OutOfBounds,  // more, or larger, than the operation takes
    Corrupt,      // the data is damaged; it will not get better by waiting
};

struct Error {
    ErrorCode code = ErrorCode::Unavailable;
    QString reason;  // for the log and /health, not for strangers
    friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = base::Result<T, Error>;

// ---- completions

struct Appended {
    quint64 seq = 0;
    base::WallTime at;
    bool repeated = false;  // the nonce was known: this is the first one's position
    friend bool operator==(const Appended&, const Appended&) = default;
};

struct RoomFacts {
    QString room;
    QString topic;
    bool keep = true;
    protocol::Position head;
    bool created = false;  // by this very operation
    friend bool operator==(const RoomFacts&, const RoomFacts&) = default;
};

struct Entries {
    QString epoch;
    QVector<protocol::LogEntry> entries;
    bool more = false;  // `limit` cut off some
    friend bool operator==(const Entries&, const Entries&) = default;
};

struct Found {
    QString epoch;
    QVector<protocol::LogEntry> entries;  // the newest first
    quint64 next = 0;                     // `before` of the call that goes on; 0: all was looked through
    friend bool operator==(const Found&, const Found&) = default;
};

struct RoomList {
    QVector<RoomFacts> rooms;
    bool more = false;
    int total = 0;  // of all rooms, on this page or not
    friend bool operator==(const RoomList&, const RoomList&) = default;
};

struct SessionFound {
    std::optional<protocol::Person> person;
    friend bool operator==(const SessionFound&, const SessionFound&) = default;
};

// A write was committed. What the back-end's settings can lose all the same, in sentences with the remedy.
struct Probed {
    QStringList weaknesses;
    int servers = 1;  // that share the store, this one too
    int people = 0;   // on all of them; of a store for one server: not told
    friend bool operator==(const Probed&, const Probed&) = default;
};

struct Trimmed {
    QString next;       // where there is more: `after` of the call that goes on
    bool more = false;  // there are rooms or entries that it did not come to
    int removed = 0;
    friend bool operator==(const Trimmed&, const Trimmed&) = default;
};

// `bytes` is about what the entries take where they are: of SQLite their texts (UTF-8) and kEntryBytes for
// each; of memory as well, but UTF-16; of Redis, what it estimates (MEMORY USAGE). Of a room off the record
// on Redis it is what this server remembers.
struct RoomSize {
    QString room;
    quint64 entries = 0;  // that can be read
    quint64 bytes = 0;
    friend bool operator==(const RoomSize&, const RoomSize&) = default;
};
inline constexpr int kEntryBytes = 100;

struct RoomSizes {
    QVector<RoomSize> rooms;  // in no order that means anything
    friend bool operator==(const RoomSizes&, const RoomSizes&) = default;
};

struct SavedSession {
    QByteArray tokenHash;
    protocol::Person person;
    base::WallTime seen;
    friend bool operator==(const SavedSession&, const SavedSession&) = default;
};

struct SessionPage {
    QVector<SavedSession> sessions;
    QByteArray next;  // the cursor of the next page; empty: this was the last one
    friend bool operator==(const SessionPage&, const SessionPage&) = default;
};

struct Entered {
    quint64 order = 0;  // as of PresenceRecord: who is elsewhere by a larger one has moved on
    friend bool operator==(const Entered&, const Entered&) = default;
};

struct Elsewhere {
    QVector<PresenceRecord> people;
    friend bool operator==(const Elsewhere&, const Elsewhere&) = default;
};

struct Servers {
    QVector<ServerRecord> servers;  // by id
    QString mine;                   // the id of the one that asks
    friend bool operator==(const Servers&, const Servers&) = default;
};

struct Facts {
    QMap<QString, QByteArray> facts;
    friend bool operator==(const Facts&, const Facts&) = default;
};

using Outcome = std::variant<Appended, RoomFacts, Entries, Found, RoomList, SessionFound, Probed, base::Done,
                             Trimmed, SessionPage, Entered, Elsewhere, Facts, RoomSizes, Servers>;

// The answer to one operation: the alternative of Outcome that fits it (Done for DropRoom, SaveSession,
// UpdatePresence, TellTyping, TellServer, PutFact; RoomFacts for Import, ClearRoom).
struct Completion {
    Ticket ticket = 0;
    Result<Outcome> result;
};

// ---- news: what was done on the other servers that share the store, in the order of the doing

struct PeopleChanged {
    QVector<PresenceRecord> here;  // came, or changed
    QVector<protocol::Person> gone;
    QString server;  // where
};
// It ended without a word, and all who were on it are gone.
struct ServerGone {
    QString server;
};
struct SomebodyTypes {
    QString room;
    protocol::Person who;
    bool active = true;
};
struct RoomMade {
    RoomFacts facts;
};
struct RoomDropped {
    QString room;
};

struct RoomCleared {
    RoomFacts facts;  // of its new life
};
struct FactChanged {
    QString key;
    QByteArray value;  // empty: there is none any more
};

using News =
    std::variant<PeopleChanged, ServerGone, SomebodyTypes, RoomMade, RoomDropped, RoomCleared, FactChanged>;

}  // namespace snug::store
