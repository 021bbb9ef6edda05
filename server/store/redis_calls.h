// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

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
    int roomsElsewhere = 0;             // on the other servers, for OpenRoom's bound
};

// A script to be called.
struct RedisCall {
    const RedisScript* script = nullptr;
    std::size_t keys = 0;
    RedisCommand arguments;  // KEYS, then ARGV
};

// What Redis made of an operation.
struct RedisAnswer {
    Result<Outcome> result;
    quint64 feed = 0;            // what had been published when it was done
    std::optional<int> rooms{};  // how many rooms the server has, where it says
    // Of Read, of a room off the record: the entries are not in Redis but in the memory of who heard them.
    struct Elsewhere {
        QByteArray epoch;  // without the life
        quint64 head = 0;  // the newest entry that the operation could see
    };
    std::optional<Elsewhere> elsewhere{};
};

// A message of the feed's channel.
struct FeedMessage {
    quint64 number = 0;  // one more than the last
    bool keep = true;    // of the entry's room
    QByteArray epoch;    // of the entry's room, without the life
    std::optional<protocol::LogEntry> entry{};
};

// Pure translation between the store's operations and Redis' scripts; see redis_scripts.h for the keys.
RedisCall toCall(const Operation& operation, const RedisContext& context);
// Any answer of Redis, an error too, has a meaning.
RedisAnswer toAnswer(const Operation& operation, const RedisReply& reply, const RedisContext& context);
// Nothing: it is no message of ours.
std::optional<FeedMessage> toFeedMessage(const QByteArray& message);

}  // namespace snug::store
