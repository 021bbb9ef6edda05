// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>

#include "store/redis_connection.h"

namespace snug::store {

// What a server says of itself, and what that means for what it has acknowledged.
struct RedisServerFacts {
    QByteArray runId;  // another after each start
    // When it is started again, everything it acknowledged is there. Not so for a replica that was made
    // master: it may not have had everything.
    bool keepsAll = false;
    QStringList weaknesses;  // sentences: what can be lost, and the setting that prevents it; empty: nothing
};

// `info` is the text of INFO; of the settings, nothing means that the server did not tell.
RedisServerFacts judgeServer(const QByteArray& info, const QByteArray& appendfsync, bool hasSentinels,
                             const QByteArray& minReplicasToWrite);

// Asks the server; does not answer when the connection ends first.
void askServerFacts(RedisConnection& connection, bool hasSentinels,
                    std::function<void(RedisServerFacts)> then);

}  // namespace snug::store
