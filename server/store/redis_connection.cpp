// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_connection.h"

#include <hiredis/async.h>
#include <hiredis/hiredis.h>

#include <utility>

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

RedisConnection& connectionOf(const redisAsyncContext* context)
{
    return *static_cast<RedisConnection*>(context->data);
}

}  // namespace

std::unique_ptr<RedisConnection> RedisConnection::toHost(const QString& address, quint16 port)
{
    return std::unique_ptr<RedisConnection>(
        new RedisConnection(redisAsyncConnect(address.toUtf8().constData(), port)));
}

std::unique_ptr<RedisConnection> RedisConnection::toSocket(const QString& path)
{
    return std::unique_ptr<RedisConnection>(
        new RedisConnection(redisAsyncConnectUnix(path.toUtf8().constData())));
}

RedisConnection::RedisConnection(redisAsyncContext* context)
    : context_(context)
{
    deadline_.setSingleShot(true);
    deadline_.callOnTimeout(this, [this] { close(u"it does not answer"_s); });
    if (context_ == nullptr) {
        finish(u"out of memory"_s);
        return;
    }
    if (context_->err != 0) {  // refused at once; nothing of the context was used, so it is ours to free
        const QString reason = QString::fromLocal8Bit(context_->errstr);
        redisAsyncFree(std::exchange(context_, nullptr));
        finish(reason);
        return;
    }
    context_->data = this;
    sockets_ = std::make_unique<RedisSockets>(*context_);
    redisAsyncSetDisconnectCallback(
        context_, [](const redisAsyncContext* which, int) { connectionOf(which).onDisconnected(); });
    // Last: it begins to wait for the socket.
    redisAsyncSetConnectCallback(context_, [](const redisAsyncContext* which, int status) {
        connectionOf(which).onConnected(status == REDIS_OK);
    });
    deadline_.start(kConnectTime);
}

RedisConnection::~RedisConnection()
{
    guard_.check();
    waiting_.clear();
    release();
}

// Only from the event loop: hiredis is not on the stack, so the context goes within the call.
void RedisConnection::release()
{
    if (context_ != nullptr) {
        ending_ = ending_.value_or(QString());
        redisAsyncFree(std::exchange(context_, nullptr));
    }
}

bool RedisConnection::send(const RedisCommand& command, Replied replied)
{
    guard_.check();
    if (ending_) {
        return false;
    }
    std::vector<const char*> parts;
    std::vector<std::size_t> sizes;
    parts.reserve(command.size());
    sizes.reserve(command.size());
    for (const QByteArray& part : command) {
        parts.push_back(part.constData());
        sizes.push_back(static_cast<std::size_t>(part.size()));
    }
    if (redisAsyncCommandArgv(context_, &RedisConnection::onReply, this, static_cast<int>(parts.size()),
                              parts.data(), sizes.data()) != REDIS_OK) {
        return false;
    }
    waiting_.push_back(std::move(replied));
    if (waiting_.size() == 1 && !deadline_.isActive()) {
        deadline_.start(kAnswerTime);
    }
    return true;
}

void RedisConnection::onReply(redisAsyncContext* /*context*/, void* reply, void* self)
{
    auto& connection = *static_cast<RedisConnection*>(self);
    if (connection.waiting_.empty()) {
        return;  // destroyed: nobody waits any more
    }
    const Replied replied = std::move(connection.waiting_.front());
    connection.waiting_.pop_front();
    if (connection.waiting_.empty()) {
        connection.deadline_.stop();
    } else if (!connection.ending_) {
        connection.deadline_.start(kAnswerTime);
    }
    if (reply == nullptr || connection.ending_) {
        replied(nullptr);
        return;
    }
    const RedisReply value = toValue(*static_cast<redisReply*>(reply));
    replied(&value);
}

bool RedisConnection::subscribe(const QByteArray& channel, std::function<void()> subscribed,
                                Listener listener)
{
    guard_.check();
    if (ending_) {
        return false;
    }
    channel_ = channel;
    subscribed_ = std::move(subscribed);
    listener_ = std::move(listener);
    const char* parts[] = {"SUBSCRIBE", channel_.constData()};
    const std::size_t sizes[] = {9, static_cast<std::size_t>(channel_.size())};
    return redisAsyncCommandArgv(context_, &RedisConnection::onMessage, this, 2, parts, sizes) == REDIS_OK;
}

// hiredis 0.14 gives whatever comes on a subscribed connection to the subscription's callback: what it is,
// the message itself must say.
void RedisConnection::onMessage(redisAsyncContext* /*context*/, void* reply, void* self)
{
    auto& connection = *static_cast<RedisConnection*>(self);
    if (reply == nullptr || connection.ending_) {
        return;
    }
    const RedisReply value = toValue(*static_cast<redisReply*>(reply));
    if (value.isError()) {
        connection.close(value.string());
    } else if (value.at(1).text != connection.channel_) {
        return;
    } else if (value.at(0).text == "message") {
        connection.listener_(value.at(2).text);
    } else if (value.at(0).text == "subscribe") {
        connection.subscribed_();
    }
}

void RedisConnection::onConnected(bool ok)
{
    if (!ok) {
        const QString reason = QString::fromLocal8Bit(context_->errstr);
        context_ = nullptr;  // hiredis frees it when this returns
        finish(reason);
        return;
    }
    if (waiting_.empty()) {
        deadline_.stop();
    } else {
        deadline_.start(kAnswerTime);
    }
    if (!ending_) {
        Q_EMIT opened();
    }
}

void RedisConnection::onDisconnected()
{
    if (context_ == nullptr) {
        return;  // by us
    }
    const QString reason = QString::fromLocal8Bit(context_->errstr);
    context_ = nullptr;  // hiredis frees it when this returns
    finish(reason.isEmpty() ? u"the server closed the connection"_s : reason);
}

void RedisConnection::close(const QString& reason)
{
    guard_.check();
    finish(reason);
}

// Later, because hiredis may be on the stack, and because who hears `closed` may destroy this.
void RedisConnection::finish(const QString& reason)
{
    if (ending_) {
        return;
    }
    ending_ = reason;
    deadline_.stop();
    QTimer::singleShot(0, this, [this] {
        release();
        Q_EMIT closed(*ending_);
    });
}

}  // namespace snug::store
