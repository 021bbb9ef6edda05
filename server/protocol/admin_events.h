// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "protocol/admin_values.h"

namespace snug::protocol::admin {

// What the server says to who administers it.

// ---- answers

struct Granted {
    Role role = Role::Member;
    friend bool operator==(const Granted&, const Granted&) = default;
};

// What does not change, and how the server did until now where the overview is watched: a sample a second of
// the last minute, one each 10 s of the last hour, one each 5 min of the last day; oldest first.
struct Watching {
    ServerInfo server;
    QString store;  // such as "SQLite"
    base::WallTime since;
    QVector<Sample> minute;
    QVector<Sample> hour;
    QVector<Sample> day;
    friend bool operator==(const Watching&, const Watching&) = default;
};

struct Sanctioned {
    Sanction sanction;
    friend bool operator==(const Sanctioned&, const Sanctioned&) = default;
};
struct SanctionList {
    QVector<Sanction> sanctions;  // the newest first
    friend bool operator==(const SanctionList&, const SanctionList&) = default;
};

struct AuditPage {
    QVector<Audit> entries;  // the newest first
    friend bool operator==(const AuditPage&, const AuditPage&) = default;
};

struct SettingsPage {
    QVector<Setting> settings;
    bool kept = true;  // changes are written to the configuration file
    friend bool operator==(const SettingsPage&, const SettingsPage&) = default;
};

// ---- pushes to who watches

struct Overview {
    Sample now;
    std::optional<Sample> hour;  // the next of Watching::hour, where it is due
    std::optional<Sample> day;
    double capacityUsed = 0;  // 0…1; above it: overrun
    int instances = 1;
    Status health = Status::Pass;
    QVector<Probe> probes;
    friend bool operator==(const Overview&, const Overview&) = default;
};

// `whole`: nothing else is there, forget what was known. At most kRows rows a frame.
struct Connections {
    QVector<Connection> rows;  // new, or changed
    QVector<quint64> gone;
    bool whole = false;
    friend bool operator==(const Connections&, const Connections&) = default;
};
inline constexpr int kRows = 500;

struct Rooms {
    QVector<Room> rows;
    QVector<QString> gone;
    bool whole = false;
    friend bool operator==(const Rooms&, const Rooms&) = default;
};

struct Instances {
    QVector<Instance> rows;  // all
    QString mine;            // the id of the one that tells it
    friend bool operator==(const Instances&, const Instances&) = default;
};

struct LogLines {
    QVector<LogLine> lines;
    friend bool operator==(const LogLines&, const LogLines&) = default;
};

// The last frames of a connection, oldest first.
struct Record {
    quint64 connection = 0;
    QVector<Frame> frames;
    friend bool operator==(const Record&, const Record&) = default;
};

// Sanctions, audit, rooms or settings are not as they were: ask again.
struct Changed {
    bool sanctions = false;
    bool audit = false;
    bool settings = false;
    friend bool operator==(const Changed&, const Changed&) = default;
};

}  // namespace snug::protocol::admin

namespace snug::protocol {

using AdminAnswer = std::variant<admin::Granted, admin::Watching, admin::Sanctioned, admin::SanctionList,
                                 admin::AuditPage, admin::SettingsPage>;
using AdminPush = std::variant<admin::Overview, admin::Connections, admin::Rooms, admin::Instances,
                               admin::LogLines, admin::Record, admin::Changed>;

}  // namespace snug::protocol
