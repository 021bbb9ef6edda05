// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <variant>

#include "protocol/admin_commands.h"
#include "protocol/values.h"

namespace snug::protocol {

// What a client asks. One struct a command; field names are the wire's. PROTOCOL.md tells the meaning.

struct Hello {
    QString nick;
    QString session;  // from an earlier welcome, to be the same person again; empty otherwise
    QString client;   // name and version of the program, for statistics; may be empty
    friend bool operator==(const Hello&, const Hello&) = default;
};

struct Join {
    QString room;
    std::optional<Position> since;  // resume after this position
    friend bool operator==(const Join&, const Join&) = default;
};

struct Leave {
    QString room;
    friend bool operator==(const Leave&, const Leave&) = default;
};

struct Send {
    QString room;
    QString text;
    QString nonce;
    friend bool operator==(const Send&, const Send&) = default;
};

struct SetTopic {
    QString room;
    QString topic;
    QString nonce;
    friend bool operator==(const SetTopic&, const SetTopic&) = default;
};

struct History {
    QString room;
    std::optional<quint64> before;  // entries with seq < before; absent: the newest
    int limit = 50;                 // 1 … limits.historyPage
    friend bool operator==(const History&, const History&) = default;
};

// Entries of a room that have all the words of `text` (search_words.h).
struct Search {
    QString room;
    QString text;
    std::optional<quint64> before;  // the `next` of the answer before; absent: from the newest
    int limit = 50;                 // 1 … limits.historyPage
    friend bool operator==(const Search&, const Search&) = default;
};

struct ListRooms {
    QString after;  // the last name of the page before; empty: from the first
    friend bool operator==(const ListRooms&, const ListRooms&) = default;
};

struct CreateRoom {
    QString room;
    QString topic;
    bool keep = true;
    friend bool operator==(const CreateRoom&, const CreateRoom&) = default;
};

struct Typing {
    QString room;
    bool active = true;
    friend bool operator==(const Typing&, const Typing&) = default;
};

// A page of a room's members, ordered by nick.
struct ListPresence {
    QString room;
    QString after;  // the `next` of the page before; empty: from the first
    int limit = 100;
    friend bool operator==(const ListPresence&, const ListPresence&) = default;
};

// One's own presence, in all rooms.
struct SetStatus {
    PresenceState state = PresenceState::Active;
    friend bool operator==(const SetStatus&, const SetStatus&) = default;
};

struct Ping {
    friend bool operator==(const Ping&, const Ping&) = default;
};

// From the server's own probe alone: store something now, and tell it back by the way of a message.
struct Probe {
    quint64 n = 0;
    friend bool operator==(const Probe&, const Probe&) = default;
};

using Command = std::variant<Hello, Join, Leave, Send, SetTopic, History, Search, ListRooms, CreateRoom,
                             Typing, ListPresence, SetStatus, Ping, Probe, AdminCommand>;

// A command with the number its reply will carry. Without `id` a success is not answered, and an error is
// answered without `re`.
struct Request {
    std::optional<qint64> id;
    Command command;
    friend bool operator==(const Request&, const Request&) = default;
};

}  // namespace snug::protocol
