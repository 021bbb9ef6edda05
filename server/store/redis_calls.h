// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "store/operations.h"
#include "store/redis_reply.h"
#include "store/redis_scripts.h"

namespace snug::store {

// What all calls to one server have in common.
struct RedisContext {
    QByteArray channel;                           // of the feed
    QString life;                                 // of the server's data: a part of every epoch
    std::chrono::days sessionLife{90};            // sessions not seen for so long are forgotten
    QStringList weaknesses;                       // of the server's settings
    QByteArray server;                            // our id among the servers that share the store
    std::chrono::milliseconds serverPatience{0};  // how long one may be silent
    bool forgetsSilent = false;                   // those that were silent for longer are gone
};

// A script to be called.
struct RedisCall {
    const RedisScript* script = nullptr;
    std::size_t keys = 0;
    RedisCommand arguments;  // KEYS, then ARGV
};

RedisCall redisCall(const RedisScript& script, RedisCommand keys, RedisCommand arguments);

// Pure: what the scripts are given for an operation; redis_answers.h has the way back, redis_scripts.h the
// keys.
RedisCall toCall(const Operation& operation, const RedisContext& context);

}  // namespace snug::store
