// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/redis_answers.h"

namespace snug::store {

// The part of redis_calls.h and redis_answers.h that is about the servers that share the store.
// redis_servers_scripts.h has the keys.

RedisCall encode(const TellServer& op, const RedisContext& context);
RedisCall encode(const ListServers& op, const RedisContext& context);

RedisAnswer decode(const TellServer& op, const RedisReply& reply, const RedisContext& context);
RedisAnswer decode(const ListServers& op, const RedisReply& reply, const RedisContext& context);

}  // namespace snug::store
