// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "store/redis_answers.h"
#include "store/redis_link.h"

namespace snug::store {

// Listens to what one server publishes, on a connection of its own, and knows whether it heard everything:
// messages are numbered.
//
// Redis tells each message at most once, so this is a hint of what is in the logs, not the truth. Thread: the
// one that made it, with an event loop.
class RedisFeed : public QObject {
    Q_OBJECT

public:
    using Heard = std::function<void(FeedMessage)>;

    // Borrows the context.
    RedisFeed(const RedisAddress& address, const RedisContext& context, Heard heard);

    void start();

    // Live: subscribed, and the first message has come. What is published from then on is heard, or missed
    // and told so.
    bool isLive() const { return last_.has_value(); }
    bool isSubscribed() const { return isSubscribed_; }
    // Whether everything up to this number was heard; a feed that is not live has nothing to wait for.
    bool hasHeard(quint64 number) const { return !last_ || *last_ >= number; }

    void restart(const QString& reason) { link_.restart(reason); }

Q_SIGNALS:
    // A message published now will be heard.
    void subscribed();
    // Messages were missed, or may have been: it has just become live, or a number is missing.
    void missed();
    // The numbers begin anew: the server's data is gone.
    void begunAnew();
    void down();

private:
    void onMessage(const QByteArray& message);

    const RedisContext& context_;
    const Heard heard_;
    RedisLink link_;
    bool isSubscribed_ = false;
    std::optional<quint64> last_;
};

}  // namespace snug::store
