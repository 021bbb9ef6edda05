// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "store/redis_address.h"
#include "store/redis_connection.h"

namespace snug::store {

// Finds where the server of an address is now and begins a connection to it: looks up its name, and where
// sentinels know it, asks one after the other until one answers. Whether it is what they say it is, only the
// server itself can tell (ROLE).
//
// Thread: the one that made it, with an event loop. Bounds: each sentinel within RedisConnection's times,
// names within the system resolver's.
class RedisLocator : public QObject {
public:
    // A connection that has just begun, or a sentence why there is none.
    using Located = std::function<void(base::Result<std::unique_ptr<RedisConnection>, QString>)>;

    explicit RedisLocator(RedisAddress address);

    // Answers once, from the event loop. Asked again before: the first answer does not come.
    void locate(Located located);

private:
    using Numeric = std::function<void(const QString& address)>;

    // Calls `then` with a numeric address, or nothing for a name that is not known.
    void lookUp(const QString& name, const Numeric& then);
    void askSentinel(qsizetype index, const QString& lastReason);
    void onSentinelSaid(const RedisReply& reply, qsizetype index);
    void askNext(qsizetype index, const QString& reason);
    void tell(base::Result<std::unique_ptr<RedisConnection>, QString> found);

    const RedisAddress address_;
    int round_ = 0;  // of locate(): what belongs to an older one is passed over
    Located located_;
    std::unique_ptr<RedisConnection> sentinel_;
};

}  // namespace snug::store
