// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

#include "base/time.h"

namespace snug::protocol {

// The nouns of the protocol. Plain values: copied freely, compared by content, no invariants of their own.
// All text is data from strangers; it is never markup.

// Someone, as others see them. `user` never changes, `nick` may.
struct Person {
    QString user;
    QString nick;

    friend bool operator==(const Person&, const Person&) = default;
};

// What somebody is on the server; rooms/permissions.h says what that allows.
enum class Role { Member, Owner };

enum class PresenceState { Active, Away };

// Someone in a room.
struct Member {
    Person person;
    PresenceState state = PresenceState::Active;

    friend bool operator==(const Member&, const Member&) = default;
};

// A place in a room's log. `seq` counts events from 1 without gaps; 0 is "before the first". `epoch` names
// the log's life: when the log was lost and begun anew the epoch differs, and no seq of the old one means
// anything.
struct Position {
    QString epoch;
    quint64 seq = 0;

    friend bool operator==(const Position&, const Position&) = default;
};

enum class EntryKind { Message, Topic };

// One logged event of a room. For Message `text` is what was said; for Topic it is the room's new topic.
// `nonce` is the sender's own mark for this event (idempotency key, unique per user and room).
struct LogEntry {
    QString room;
    quint64 seq = 0;
    base::WallTime at;
    Person from;
    EntryKind kind = EntryKind::Message;
    QString text;
    QString nonce;

    friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

// A room as a list shows it. `members` counts who is there now. `keep` false: off the record.
struct RoomInfo {
    QString name;
    QString topic;
    bool keep = true;
    quint64 seq = 0;
    int members = 0;

    friend bool operator==(const RoomInfo&, const RoomInfo&) = default;
};

struct ServerInfo {
    QString name;
    QString version;

    friend bool operator==(const ServerInfo&, const ServerInfo&) = default;
};

}  // namespace snug::protocol
