// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include "observe/health_board.h"

namespace snug::host {

// How a running server does, once a second: what its owner sees without being a client.
struct ServerFigures {
    int connections = 0;
    int users = 0;
    int roomsLive = 0;
    bool draining = false;  // who administers sends the people elsewhere
    quint64 framesIn = 0;   // since the start
    quint64 framesOut = 0;
    observe::Health health;
};

}  // namespace snug::host

Q_DECLARE_METATYPE(snug::host::ServerFigures)
