// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "net/counter.h"
#include "protocol/codes.h"

namespace snug::net {

// A snapshot of the network's figures, summed over its threads. Counts are since the start.
struct NetworkStatistics {
    // Now.
    qint64 connections = 0;  // WebSockets, those that are closing too
    qint64 handshakes = 0;   // accepted, not WebSockets yet
    base::Bytes backlog;     // waits to be read by peers
    qint64 slowReaders = 0;  // connections with more than half their budget waiting
    // Since the start.
    quint64 accepted = 0;
    quint64 framesIn = 0;
    quint64 framesOut = 0;
    base::Bytes bytesIn;
    base::Bytes bytesOut;
    quint64 refused = 0;   // by a cap, an origin, a bad or late handshake
    quint64 overruns = 0;  // connections closed because a full mailbox lost something for them
    // From when a message came in until it was written to all members on one I/O thread.
    base::LatencyCounts deliveries;
    std::vector<std::pair<quint16, quint64>> closes;  // by close code, ascending; 1006: no close was seen
};

// The figures of one I/O thread, written by it alone.
struct IoCounters {
    // Close codes that are counted by themselves; all others are counted as kOtherClose.
    static constexpr quint16 kNoClose = 1006;
    static constexpr quint16 kNoCode = 1005;
    static constexpr quint16 kOtherClose = 4999;
    static constexpr std::array<quint16, 21> kCloseCodes{
        1000, 1001, 1002, 1003, kNoCode, kNoClose, 1007, 1008, 1009, 4000,       4001,
        4002, 4003, 4004, 4005, 4100,    4101,     4102, 4103, 4104, kOtherClose};

    Counter connections;
    Counter handshakes;
    Counter backlog;
    Counter slowReaders;
    Counter accepted;
    Counter framesIn;
    Counter framesOut;
    Counter bytesIn;
    Counter bytesOut;
    Counter refused;
    Counter overruns;
    LatencyCounter deliveries;
    std::array<Counter, kCloseCodes.size()> closes;

    void countClose(quint16 code);
    void addTo(NetworkStatistics& sum) const;
};

}  // namespace snug::net
