// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::ui {

// What the head and the tiles of the administration window tell of a server. Texts are the server's own.
struct ServerOverview {
    QString name;
    QString version;
    QString store;  // in a word: "SQLite", "Redis"
    qint64 uptimeSeconds = 0;
    int instances = 1;
    int connections = 0;
    int people = 0;
    int rooms = 0;
    double messagesIn = 0;   // a second
    double messagesOut = 0;  // a second
    double deliveryP50Ms = 0;
    double deliveryP99Ms = 0;
    double commitMs = 0;
    double cpuPercent = 0;
    qint64 memoryBytes = 0;
    qint64 backlogBytes = 0;
    double errors = 0;    // a second
    double capacity = 0;  // used of what the server was made for, 0 … 1
};

}  // namespace snug::ui
