// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <random>

#include "store/redis_locator.h"

namespace snug::store {

// Keeps one connection to the server of an address: locates it, connects, logs in, selects the database,
// makes sure that it is a master and no replica, and begins anew, with growing pauses, whenever that ends.
//
// Thread: the one that made it, with an event loop. Bounds: a pause of at most kLongestPause between
// attempts.
class RedisLink : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kFirstPause{50};
    static constexpr std::chrono::milliseconds kLongestPause{3'000};

    explicit RedisLink(const RedisAddress& address);

    void start();

    // Null while it is down; good until `down`.
    RedisConnection* connection() { return isUp_ ? connection_.get() : nullptr; }
    bool isUp() const { return isUp_; }
    // Why it is down, in words.
    const QString& reason() const { return reason_; }

    // Ends the connection for this reason; another follows.
    void restart(const QString& reason);

Q_SIGNALS:
    void up();
    // After what was under way was given up. An attempt that failed tells it too.
    void down();

private:
    void attempt();
    void take(std::unique_ptr<RedisConnection> connection);
    void logIn();
    void expect(const RedisCommand& command);
    void onRole(const RedisReply& role);
    void onClosed(const QString& reason);

    const RedisAddress address_;
    RedisLocator locator_;
    std::unique_ptr<RedisConnection> connection_;
    bool isUp_ = false;
    QString reason_;
    QTimer pause_;
    std::chrono::milliseconds nextPause_ = kFirstPause;
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace snug::store
