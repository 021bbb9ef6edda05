// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include "store/redis_calls.h"
#include "store/redis_connection.h"

namespace snug::store {

// Calls scripts through one connection, at most kWindow under way at once (hiredis reads answers in pieces of
// 16 KiB; more do not make it faster), and gives the server the scripts when it has lost them.
//
// Order: done and answered in the order given, also around lost scripts: what was refused for that is sent
// again, in its order, before anything newer. Only when another server gives Redis the scripts in the midst
// of what we have under way can the later part of it overtake the earlier. Thread: that of the connection.
// Bounds: what its caller has under way.
class RedisPipeline {
public:
    static constexpr std::size_t kWindow = 256;

    // The answer; nothing: the connection was lost, and whether it was done is not known.
    using Replied = RedisConnection::Replied;

    RedisPipeline() = default;
    Q_DISABLE_COPY_MOVE(RedisPipeline)

    // A new connection is given the scripts first. Null: it is gone, and what waits is answered with nothing;
    // those under way were answered by the connection.
    void setConnection(RedisConnection* connection);

    void call(RedisCall call, Replied replied);

private:
    struct Call {
        RedisCommand command;
        Replied replied;  // none: it gives the server a script
    };

    void sendWaiting();
    void onReply(const RedisReply* reply);
    void giveScripts();

    RedisConnection* connection_ = nullptr;
    std::deque<Call> waiting_;
    std::deque<Call> underWay_;
    std::deque<Call> refused_;  // for want of their script: to be sent again once nothing is under way
};

}  // namespace snug::store
