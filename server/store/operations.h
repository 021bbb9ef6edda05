// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <variant>

#include "store/outcomes.h"

namespace snug::store {

// What can be asked of a store: plain values, so that they cross threads, can be recorded, and one contract
// suite drives every back-end. outcomes.h has the answers.

// Adds an entry at the end of the room's log. The store gives seq and, never before the last entry's, `at`.
// The same (room, user, nonce) again, within the last kNonceMemory entries of the room at least, adds nothing
// and answers the first one's position; an empty nonce is like no other. Kind Topic also makes its text the
// room's topic. Atomic; durable (as the back-end promises) before it is answered and fed. Errors: NoSuchRoom,
// Unavailable.
struct Append {
    Ticket ticket = 0;
    QString room;
    protocol::Person from;
    protocol::EntryKind kind = protocol::EntryKind::Message;
    QString text;
    QString nonce;
    base::WallTime at;  // the asker's clock
};
inline constexpr int kNonceMemory = 10'000;

// The room's facts; made first, kept or off the record, if it is missing and `create` says how.
// Errors: NoSuchRoom (create absent, or off the record is asked of a back-end that writes everything down),
// RoomExists (mustBeNew and there), TooManyRooms, Unavailable.
struct OpenRoom {
    struct Create {
        QString topic;
        bool keep = true;
        int roomsTotal = 0;  // refuse to make more than this many rooms
    };
    Ticket ticket = 0;
    QString room;
    std::optional<Create> create;
    bool mustBeNew = false;
};

// Entries with after < seq < before, at most `limit` of them: the oldest where `newest` is false (resume),
// the newest where it is true (paging back); always answered in ascending order. before 0: up to the end.
// Sees every entry whose completion was given before. Errors: NoSuchRoom, Unavailable.
struct Read {
    Ticket ticket = 0;
    QString room;
    quint64 after = 0;
    quint64 before = 0;
    int limit = 0;
    bool newest = true;
};

// Entries of a room that have all the words (protocol/search_words.h), with seq < before (0: up to the end),
// at most `limit` of them, the newest first. One call may look only through the newest entries, by whose
// number it is bounded, and says then where the next one goes on. Sees what Read sees. Errors: NoSuchRoom,
// Unavailable.
struct Search {
    Ticket ticket = 0;
    QString room;
    QStringList words;
    quint64 before = 0;
    int limit = 0;
};
// Entries that one call looks through where there is no index.
inline constexpr int kSearchedAtOnce = 1'000;

// Rooms whose name is > after, ordered by name (by code point), at most `limit`.
struct ListRooms {
    Ticket ticket = 0;
    QString after;
    int limit = 0;
};

// Forgets an off-the-record room and its log; with `evenKept` a kept room too, which is left alone otherwise.
// Nothing of it can be read any more, the name is free, whoever makes it again begins anew. What it took on
// the disk may be given back later. A missing room is no error. Error: Unavailable.
struct DropRoom {
    Ticket ticket = 0;
    QString room;
    bool evenKept = false;
};

// Empties a room's log: name, topic and whether it is kept stay, but it is another life of another log (a new
// epoch, of a new origin), which begins with seq 1 and knows no nonce. Atomic. Errors: NoSuchRoom,
// Unavailable.
struct ClearRoom {
    Ticket ticket = 0;
    QString room;
};

// Remembers whose session a secret's hash is; writes over. Durable before it is answered.
struct SaveSession {
    Ticket ticket = 0;
    QByteArray tokenHash;
    protocol::Person person;
    base::WallTime seen;
};

// Whose session this is; nothing when unknown or last seen before `notBefore`.
struct FindSession {
    Ticket ticket = 0;
    QByteArray tokenHash;
    base::WallTime notBefore;
};

// Proves that a write can be committed now: a real one, heard on the feed where there is one. The answer is
// what /health says of the store.
struct Probe {
    Ticket ticket = 0;
};

// Lets old entries of kept rooms go. Of the rooms behind `after`, in order of their names, at most `limit` in
// one call (a store that is spread: of each part), an entry goes only if it is older than `olderThan`, or not
// among the newest `keepNewest` of its room; nothing else does. The oldest go first, at most kTrimmedAtOnce
// in one call (of each part), so that nobody waits long for it. Head, epoch and topic of the room stay,
// nonces are known as long as Append promises, and reading goes on at the oldest entry that is left. Rooms
// off the record are left alone. Atomic for each room. Several may do it at once. Errors: Unavailable.
struct Trim {
    Ticket ticket = 0;
    QString after;
    int limit = 0;
    base::WallTime olderThan;  // 1970: no entry is too old
    quint64 keepNewest = 0;    // 0: no number is too large
};
inline constexpr int kTrimmedAtOnce = 2'000;

// Takes over what another store has of a kept room, exactly as it is there: entries with their seq, `at` and
// nonce, in seq order without a gap. A room that is missing is made, whatever the number of rooms, in a new
// life of the same log (see originOf). Entries not above its head are passed over, so that it can be done
// again and goes on where it stopped; a log that would get a gap lets go of what is before it. The head moves
// up to `head.seq` in any case. The topic is taken over where the room was made or its head moved. Not told
// on the feed. Atomic. Errors: RoomExists (a room of that name is off the record, or its log has another
// origin; nothing was changed), Unavailable.
struct Import {
    Ticket ticket = 0;
    QString room;
    QString topic;
    protocol::Position head;  // its epoch as the other store tells it
    QVector<protocol::LogEntry> entries;
};

// What all lives of one log have in common: an epoch is its origin, or begins with it and a dot. A copy is
// another life, because what is written to one of the two later is not in the other.
QString originOf(const QString& epoch);

// How much there is of some rooms, at most kMeasuredAtOnce of them; those that are missing are left out.
// Costs some microseconds a room, however long its log is. Sees what Read sees. Errors: OutOfBounds,
// Unavailable.
struct MeasureRooms {
    Ticket ticket = 0;
    QStringList rooms;
};
inline constexpr qsizetype kMeasuredAtOnce = 100;

// Saved sessions, `limit` or so of them, in no order that means anything; one may come twice. `cursor` is
// empty at first, then what the answer before said. Sees each session that is there all the while. Errors:
// Unavailable.
struct ListSessions {
    Ticket ticket = 0;
    QByteArray cursor;
    int limit = 0;
};

// ---- who is here, on one server or on several that share the store

// Somebody says hello here; who was on another server is here from now on, and an earlier name is free.
// Atomic over all servers. Errors: NameTaken (of somebody else who is on a server), Unavailable.
struct Enter {
    Ticket ticket = 0;
    PresenceRecord who;
};

// How it is with people here now: housekeeping, which a store may gather for kPresenceDelay before it is
// done. Of somebody who is on another server by now nothing is changed. Somebody who never entered does so,
// without the name if that is taken. Later of the same person counts. Error: Unavailable.
struct UpdatePresence {
    Ticket ticket = 0;
    QVector<PresenceRecord> here;
    QVector<protocol::Person> gone;
    bool whole = false;  // nobody else is here
};
inline constexpr std::chrono::milliseconds kPresenceDelay{100};

// Everybody on the other servers.
struct ListElsewhere {
    Ticket ticket = 0;
};

// To the other servers: somebody in this room types, or stops. Told at once or never, kept nowhere.
struct TellTyping {
    Ticket ticket = 0;
    QString room;
    protocol::Person who;
    bool active = true;
};

// How it is with this server: housekeeping, once a second or so. The id in it is passed over. Kept as long as
// the server gives signs of life. Error: Unavailable.
struct TellServer {
    Ticket ticket = 0;
    ServerRecord record;
};

// The servers that have told how it is with them and give signs of life, this one too.
struct ListServers {
    Ticket ticket = 0;
};

// ---- facts: small things that all servers that share the store agree on and that outlive them, such as who
// owns it

// Writes a fact over; an empty value removes it. With `expected`, only if that is its value now (empty: only
// if there is none). A key has 1 to kFactKeyLength UTF-16 units. Atomic over all servers; durable before it
// is answered. Errors: Conflict (the value is another one), OutOfBounds (of key, value, or kFacts),
// Unavailable.
struct PutFact {
    Ticket ticket = 0;
    QString key;
    QByteArray value;
    std::optional<QByteArray> expected;
};
inline constexpr qsizetype kFactKeyLength = 200;
inline constexpr qsizetype kFactBytes = 4'096;  // of a value
inline constexpr int kFacts = 10'000;           // in all

// All facts. Sees every put that was completed before, on whichever server.
struct ListFacts {
    Ticket ticket = 0;
};

using Operation =
    std::variant<Append, OpenRoom, Read, Search, ListRooms, DropRoom, SaveSession, FindSession, Probe, Trim,
                 Import, ListSessions, Enter, UpdatePresence, ListElsewhere, TellTyping, PutFact, ListFacts,
                 ClearRoom, MeasureRooms, TellServer, ListServers>;

Ticket ticketOf(const Operation& operation);

// Why no store does it: what it asks for is past a bound that is stated above. Nothing: a store may.
std::optional<Error> refusalOf(const Operation& operation);

// Two answers to the same ListRooms, of two parts of a store, as one.
RoomList merge(const RoomList& a, const RoomList& b, int limit);
// As well, to the same Trim: it goes on where the part that stopped first did.
Trimmed merge(const Trimmed& a, const Trimmed& b);
// As well, to the same MeasureRooms.
RoomSizes merge(const RoomSizes& a, const RoomSizes& b);

}  // namespace snug::store
