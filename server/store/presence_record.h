// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "base/time.h"
#include "protocol/values.h"

namespace snug::store {

// Somebody on a server: what the others are to know, and what is kept of the connection.
struct PresenceRecord {
    QString server;  // which; empty: the one that asks
    protocol::Member member;
    QStringList rooms;     // whose member it is
    QString address;       // of the client
    base::WallTime since;  // when it said hello
    quint64 order = 0;     // what is said later has a larger one; 0: of this server, or not said yet
    friend bool operator==(const PresenceRecord&, const PresenceRecord&) = default;
};

}  // namespace snug::store
