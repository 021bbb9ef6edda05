// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "base/thread_guard.h"
#include "store/redis_reply.h"
#include "store/redis_sockets.h"

struct redisAsyncContext;

namespace snug::store {

// One connection to a Redis server, from the first SYN to its end; it is never opened twice.
//
// Thread: the one that made it, with an event loop. What it tells comes from the event loop or from within
// hiredis, so its owner destroys it from neither a Replied nor a Listener callback: it waits for `closed`,
// which comes once, from the event loop, whether the connection was refused, broke, went silent or was
// closed.
//
// Time: it must be open within kConnectTime, and while commands wait, an answer must come each kAnswerTime.
// hiredis 0.14 has no deadlines of its own.
class RedisConnection : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kConnectTime{3};
    static constexpr std::chrono::seconds kAnswerTime{5};

    // The answer; nothing: the connection ended first, and whether the command was done is not known.
    using Replied = std::function<void(const RedisReply* reply)>;
    using Listener = std::function<void(const QByteArray& message)>;

    // `address` is numeric.
    static std::unique_ptr<RedisConnection> toHost(const QString& address, quint16 port);
    static std::unique_ptr<RedisConnection> toSocket(const QString& path);
    // Answers nothing more: callbacks still due are dropped.
    ~RedisConnection() override;
    Q_DISABLE_COPY_MOVE(RedisConnection)

    // Commands may be sent before `opened`; answers come in the order of the commands. False: it is closed or
    // closing, and `replied` will not be called.
    bool send(const RedisCommand& command, Replied replied);
    // From now on this connection only listens. `subscribed` comes when the server has said yes. Once.
    bool subscribe(const QByteArray& channel, std::function<void()> subscribed, Listener listener);

    // Ends it; `closed` follows with this reason, after the commands under way were given up.
    void close(const QString& reason);

    std::size_t underWay() const { return waiting_.size(); }

Q_SIGNALS:
    void opened();
    void closed(const QString& reason);

private:
    explicit RedisConnection(redisAsyncContext* context);
    static void onReply(redisAsyncContext* context, void* reply, void* self);
    static void onMessage(redisAsyncContext* context, void* reply, void* self);
    void onConnected(bool ok);
    void onDisconnected();
    void finish(const QString& reason);
    void release();

    base::ThreadGuard guard_;
    redisAsyncContext* context_;  // hiredis frees it; null from then on
    std::unique_ptr<RedisSockets> sockets_;
    std::deque<Replied> waiting_;
    QByteArray channel_;
    std::function<void()> subscribed_;
    Listener listener_;
    QTimer deadline_;
    std::optional<QString> ending_;  // why
};

}  // namespace snug::store
