// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/redis_calls.h"

namespace snug::store {

// The keys that scripts of several kinds are given, and what they publish. redis_scripts.h tells what each
// has.

inline const QByteArray kRedisRooms = "snug:rooms";
inline const QByteArray kRedisFeed = "snug:feed";
inline const QByteArray kRedisServers = "snug:servers";
inline const QByteArray kRedisRecords = "snug:records";

// The rest of a message of the feed, after its number.
inline QByteArray redisNews(const char* kind, const RedisContext& context, const QByteArray& body)
{
    return QByteArray(" ") + kind + ' ' + context.server + '\n' + body;
}

inline QByteArray redisFlag(bool on)
{
    return on ? "1" : "0";
}

}  // namespace snug::store
