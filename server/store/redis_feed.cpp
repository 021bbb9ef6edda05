// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_feed.h"

#include <utility>

namespace snug::store {

RedisFeed::RedisFeed(const RedisAddress& address, const RedisContext& context, Heard heard)
    : context_(context)
    , heard_(std::move(heard))
    , link_(address)
{
    connect(&link_, &RedisLink::up, this, [this] {
        link_.connection()->subscribe(
            context_.channel,
            [this] {
                isSubscribed_ = true;
                Q_EMIT subscribed();
            },
            [this](const QByteArray& message) { onMessage(message); });
    });
    connect(&link_, &RedisLink::down, this, [this] {
        last_.reset();
        isSubscribed_ = false;
        Q_EMIT down();
    });
}

void RedisFeed::start()
{
    link_.start();
}

void RedisFeed::onMessage(const QByteArray& message)
{
    auto parsed = toFeedMessage(message, context_);
    if (!parsed) {
        return;
    }
    if (!parsed->number) {
        heard_(std::move(*parsed));
        return;
    }
    const bool isNext = last_ && *parsed->number == *last_ + 1;
    const bool isAnew = last_ && *parsed->number <= *last_;
    last_ = parsed->number;
    heard_(std::move(*parsed));
    if (!isNext) {
        Q_EMIT missed();
    }
    if (isAnew) {
        Q_EMIT begunAnew();
    }
}

}  // namespace snug::store
