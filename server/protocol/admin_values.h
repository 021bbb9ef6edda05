// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>
#include <optional>

#include "protocol/values.h"

namespace snug::protocol::admin {

// The nouns of administration. As in values.h: plain values, all text is data from strangers.

// How the server did in one moment; rates are means since the moment before.
struct Sample {
    base::WallTime at;
    int connections = 0;
    int people = 0;
    int rooms = 0;                  // with somebody in them
    double messagesIn = 0;          // a second
    double messagesOut = 0;         // a second
    double deliverySecondsP50 = 0;  // from when a message came in until it was written; 0: there was none
    double deliverySecondsP99 = 0;
    double commitSeconds = 0;  // mean of the commits; 0: there was none
    double cpu = 0;            // cores' worth
    qint64 memoryBytes = 0;    // resident
    qint64 backlogBytes = 0;   // waits to be read by clients
    double errors = 0;         // refused commands a second
    friend bool operator==(const Sample&, const Sample&) = default;
};

enum class Status { Pass, Warn, Fail };

// What a health probe found.
struct Probe {
    QString name;  // "what:measure", such as "store:write"
    Status status = Status::Pass;
    std::optional<double> value;
    QString unit;                      // "s", "B", "%"; empty when there is no value
    QString reason;                    // a sentence; empty with Pass
    std::optional<base::WallTime> at;  // when it was measured; absent before the first time
    friend bool operator==(const Probe&, const Probe&) = default;
};

// Somebody's WebSocket. Counts are since it opened.
struct Connection {
    quint64 id = 0;  // never used again while the server runs
    QString user;    // empty before hello
    QString nick;
    QString address;
    QString client;  // what the program calls itself
    int rooms = 0;
    std::optional<double> roundTripSeconds;
    quint64 framesIn = 0;
    quint64 framesOut = 0;
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    qint64 backlogBytes = 0;
    double idleSeconds = 0;
    bool tls = false;
    int rateLimited = 0;  // commands refused for coming too fast
    base::WallTime since;
    friend bool operator==(const Connection&, const Connection&) = default;
};

// One frame that a connection brought or took.
struct Frame {
    base::WallTime at;
    bool out = false;  // to the client
    QString word;      // the command's or the event's type; "ping", "pong", "close"
    int bytes = 0;
    friend bool operator==(const Frame&, const Frame&) = default;
};

struct Room {
    QString name;
    QString topic;
    int members = 0;
    double messagesPerSecond = 0;
    quint64 entries = 0;  // that are stored
    qint64 storedBytes = 0;
    bool keep = true;
    // What goes of a kept room by itself; none of one that is not kept.
    int retainDays = 0;      // entries that are older go; 0: none
    int retainMessages = 0;  // so many of the newest stay; 0: all
    bool locked = false;     // only who administers may write
    friend bool operator==(const Room&, const Room&) = default;
};

// What keeps somebody out or silent.
struct Sanction {
    enum class Kind { Ban, Mute };
    enum class Subject { Address, Name };
    QString id;
    Kind kind = Kind::Ban;
    Subject subject = Subject::Address;
    QString pattern;  // an address or network (10.0.0.0/8), or a name
    QString reason;
    QString by;  // the nick of who said so
    base::WallTime at;
    std::optional<base::WallTime> until;  // absent: for good
    friend bool operator==(const Sanction&, const Sanction&) = default;
};

// Something that was done, or tried, by who administers.
struct Audit {
    base::WallTime at;
    Person by;
    QString address;
    QString action;  // the command, such as "kick"
    QString target;
    QString detail;
    QString result;  // "ok" or the code of the error
    friend bool operator==(const Audit&, const Audit&) = default;
};

struct LogLine {
    base::WallTime at;
    QString level;  // "debug", "info", "warning", "critical"
    QString category;
    QString text;
    friend bool operator==(const LogLine&, const LogLine&) = default;
};

struct Setting {
    QString name;
    QString value;
    QString standard;
    QString description;
    bool changeable = false;  // while the server runs
    friend bool operator==(const Setting&, const Setting&) = default;
};

// One of the servers that share a store.
struct Instance {
    QString id;
    QString name;
    QString address;  // where clients reach it; empty: it does not tell
    QString version;
    int connections = 0;
    int capacity = 0;
    double lagSeconds = 0;  // of its slowest loop
    bool draining = false;
    base::WallTime since;
    friend bool operator==(const Instance&, const Instance&) = default;
};

}  // namespace snug::protocol::admin
