// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>

#include "base/time.h"

namespace snug::store {

// A server that shares the store, as it describes itself to the others.
struct ServerRecord {
    QString id;       // of its life, from the store: kLocalServer, or on Redis another one after each start
    QString name;     // for people
    QString address;  // where clients find it
    QString version;
    int connections = 0;
    int capacity = 0;                  // how many connections it takes
    std::chrono::milliseconds lag{0};  // of its slowest thread
    bool draining = false;             // it takes nobody new
    base::WallTime since;              // when it was started
    friend bool operator==(const ServerRecord&, const ServerRecord&) = default;
};

// The id of the only server of a store that belongs to one.
inline const QString kLocalServer = QStringLiteral("local");

}  // namespace snug::store
