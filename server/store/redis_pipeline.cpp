// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_pipeline.h"

#include <iterator>
#include <utility>

namespace snug::store {

void RedisPipeline::setConnection(RedisConnection* connection)
{
    connection_ = connection;
    if (connection_ != nullptr) {
        giveScripts();
        sendWaiting();
        return;
    }
    auto lost = std::exchange(refused_, {});
    std::move(waiting_.begin(), waiting_.end(), std::back_inserter(lost));
    waiting_.clear();
    for (const Call& call : lost) {
        if (call.replied) {
            call.replied(nullptr);
        }
    }
}

void RedisPipeline::call(RedisCall call, Replied replied)
{
    RedisCommand command{"EVALSHA", call.script->sha1,
                         QByteArray::number(static_cast<qulonglong>(call.keys))};
    command.insert(command.end(), std::make_move_iterator(call.arguments.begin()),
                   std::make_move_iterator(call.arguments.end()));
    waiting_.push_back({std::move(command), std::move(replied)});
    sendWaiting();
}

void RedisPipeline::sendWaiting()
{
    while (connection_ != nullptr && refused_.empty() && !waiting_.empty() && underWay_.size() < kWindow) {
        if (!connection_->send(waiting_.front().command,
                               [this](const RedisReply* reply) { onReply(reply); })) {
            return;  // it is closing: setConnection(nullptr) follows
        }
        underWay_.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
}

void RedisPipeline::onReply(const RedisReply* reply)
{
    Call call = std::move(underWay_.front());
    underWay_.pop_front();
    if (reply != nullptr && reply->isError() && reply->text.startsWith("NOSCRIPT")) {
        refused_.push_back(std::move(call));
    } else if (call.replied) {
        call.replied(reply);
    }
    if (underWay_.empty() && !refused_.empty()) {
        auto again = std::exchange(refused_, {});
        std::move(waiting_.begin(), waiting_.end(), std::back_inserter(again));
        waiting_ = std::move(again);
        giveScripts();
    }
    sendWaiting();
}

// Before all that waits.
void RedisPipeline::giveScripts()
{
    for (const RedisScript& script : RedisScripts::get().toBeLoaded()) {
        waiting_.push_front({{"SCRIPT", "LOAD", script.text}, {}});
    }
}

}  // namespace snug::store
