// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "store/operations.h"
#include "store/redis_reply.h"
#include "store/redis_scripts.h"

namespace snug::store {

// What all calls to one server have in common.
struct RedisContext {
    QByteArray channel;                 // of the feed
    QString life;                       // of the server's data: a part of every epoch
    std::chrono::days sessionLife{90};  // sessions not seen for so long are forgotten
    QStringList weaknesses;             // of the server's settings
};

// A script to be called.
struct RedisCall {
    const RedisScript* script = nullptr;
    std::size_t keys = 0;
    RedisCommand arguments;  // KEYS, then ARGV
};

// Pure: what the scripts are given for an operation; redis_answers.h has the way back, redis_scripts.h the
// keys.
RedisCall toCall(const Operation& operation, const RedisContext& context);

}  // namespace snug::store
