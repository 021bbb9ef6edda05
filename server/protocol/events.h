// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <variant>

#include "protocol/admin_events.h"
#include "protocol/codes.h"
#include "protocol/limits.h"
#include "protocol/values.h"

namespace snug::protocol {

// What the server says: answers to commands, and what it tells by itself. PROTOCOL.md tells the meaning.

// ---- answers

struct Welcome {
    QString session;  // secret; show it with the next hello to be the same person again
    Person you;
    bool resumed = false;  // the session of the hello was recognised
    ServerInfo server;
    QVector<RoomInfo> rooms;  // the first page; `rooms` brings more
    QString roomsNext;        // `after` of the next page; empty: that was all
    Limits limits;
    bool storing = true;  // see StoringChange
    Role role = Role::Member;
    friend bool operator==(const Welcome&, const Welcome&) = default;
};

struct Joined {
    QString room;
    Position head;  // the log's last entry; with a resume, the last one that follows this answer
    QString topic;
    bool keep = true;
    QVector<Member> members;  // up to limits.presenceDetailed of them
    int memberCount = 0;      // of all
    bool summarised = false;  // presence of this room comes as counts and batches
    bool gap = false;         // the resume could not be given exactly: page through history
    friend bool operator==(const Joined&, const Joined&) = default;
};

struct Left {
    QString room;
    friend bool operator==(const Left&, const Left&) = default;
};

struct Sent {
    QString room;
    quint64 seq = 0;
    base::WallTime at;
    friend bool operator==(const Sent&, const Sent&) = default;
};

struct HistoryPage {
    QString room;
    QString epoch;
    QVector<LogEntry> entries;  // ascending seq
    bool more = false;          // there are older ones
    friend bool operator==(const HistoryPage&, const HistoryPage&) = default;
};

struct Found {
    QString room;
    QString epoch;
    QVector<LogEntry> entries;    // the newest first
    std::optional<quint64> next;  // `before` of the search that goes on; absent: all was looked through
    friend bool operator==(const Found&, const Found&) = default;
};

struct RoomPage {
    QVector<RoomInfo> rooms;  // ordered by name
    QString next;
    friend bool operator==(const RoomPage&, const RoomPage&) = default;
};

struct Created {
    RoomInfo room;
    friend bool operator==(const Created&, const Created&) = default;
};

struct PresencePage {
    QString room;
    QVector<Member> members;
    QString next;
    int memberCount = 0;
    friend bool operator==(const PresencePage&, const PresencePage&) = default;
};

struct Pong {
    base::WallTime at;
    friend bool operator==(const Pong&, const Pong&) = default;
};

// "Done", for commands whose answer carries nothing (typing, status).
struct Ok {
    friend bool operator==(const Ok&, const Ok&) = default;
};

using Answer = std::variant<Welcome, Joined, Left, Sent, HistoryPage, Found, RoomPage, Created, PresencePage,
                            Pong, Ok, AdminAnswer, Error>;

// The answer to the command with number `re`; absent only with an Error whose command had no readable id.
struct Reply {
    std::optional<qint64> re;
    Answer answer;
    friend bool operator==(const Reply&, const Reply&) = default;
};

// ---- what the server says by itself

// A logged event, to every member in seq order: "message" or "topic" on the wire.
struct Logged {
    LogEntry entry;
    friend bool operator==(const Logged&, const Logged&) = default;
};

// Who came, went or changed in a room. In a summarised room the lists may be cut; the count is always exact.
struct PresenceChange {
    QString room;
    int memberCount = 0;
    QVector<Member> here;  // came, or changed nick or state
    QVector<Person> gone;
    bool truncated = false;  // there was more than fits: page with `presence`
    bool summarised = false;
    friend bool operator==(const PresenceChange&, const PresenceChange&) = default;
};

struct TypingChange {
    QString room;
    Person who;
    bool active = true;
    friend bool operator==(const TypingChange&, const TypingChange&) = default;
};

// A room came into being, changed its topic, or is no more; to everybody on the server.
struct RoomChange {
    RoomInfo room;
    bool removed = false;
    friend bool operator==(const RoomChange&, const RoomChange&) = default;
};

// The room's log was lost, or cleared by who administers the server, and has begun anew, to its members: what
// they have of the old one stands in no log any more, and what comes next counts in the new one. Join again.
struct LogReset {
    QString room;
    Position head;         // of the new log
    bool cleared = false;  // the old one is to be seen no more
    friend bool operator==(const LogReset&, const LogReset&) = default;
};

// The server cannot store anything now, or can again; to everybody.
struct StoringChange {
    bool storing = true;
    friend bool operator==(const StoringChange&, const StoringChange&) = default;
};

// From who administers the server, to one person or to everybody.
struct Notice {
    QString by;  // a nick
    QString text;
    friend bool operator==(const Notice&, const Notice&) = default;
};

// What the server's own probe sent is stored.
struct Probed {
    quint64 n = 0;
    friend bool operator==(const Probed&, const Probed&) = default;
};

using Push = std::variant<Logged, PresenceChange, TypingChange, RoomChange, LogReset, StoringChange, Notice,
                          Probed, AdminPush>;

// One frame from the server.
using ServerFrame = std::variant<Reply, Push>;

}  // namespace snug::protocol
