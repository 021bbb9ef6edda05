// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <deque>
#include <functional>
#include <optional>

#include "base/thread_guard.h"
#include "store/redis_answers.h"
#include "store/redis_durability.h"
#include "store/redis_feed.h"
#include "store/redis_link.h"
#include "store/redis_pipeline.h"

namespace snug::store {

// One Redis server of a RedisStore: two connections, one for commands and one for the feed.
//
// Order: operations are done and answered in the order given. An answer waits until the feed has told what
// the operation could have seen, at most kFeedPatience: then the feed's connection is made anew, and says
// that it missed something. While the server is away operations are answered with Unavailable at once.
//
// A beat is published every Pace::beat and must be heard: so a feed that went silent is noticed, and a lost
// last message. It is also this server's sign of life for the others; who gives none for Pace::serverPatience
// is gone, and so are the people there (the first server of a store has them). Only a server that itself has
// beaten for so long says so: after an outage of Redis everybody looks silent. Thread: the one that made it,
// with an event loop. Bounds: what its caller has under way.
class RedisShard : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kFeedPatience{1};

    // How long each command took until its answer came.
    using CommandTook = std::function<void(std::chrono::nanoseconds)>;

    struct Pace {
        std::chrono::milliseconds beat{3'000};
        std::chrono::milliseconds serverPatience{10'000};
    };
    // What all servers of a store have in common.
    struct Settings {
        QByteArray server;  // our id among the servers that share the store
        std::chrono::days sessionLife;
        Pace pace;
        CommandTook took;
    };

    using Answered = std::function<void(const Operation& operation, RedisAnswer answer)>;

    RedisShard(const RedisAddress& address, const Settings& settings, RedisFeed::Heard heard,
               Answered answered);
    // What is under way is answered with Unavailable.
    ~RedisShard() override;

    void start();
    void submit(Operation operation);

    // Takes operations, and hears what is published.
    bool isReady() const { return isLoggedIn_ && feed_.isLive(); }
    // Takes operations, though the feed may have to be heard anew, and did not refuse the last entry (it is
    // full, or cannot write to its disk).
    bool canStore() const { return isLoggedIn_ && !refusesEntries_; }
    // Why not, in words.
    QString reason() const;
    // How many rooms it has, as it last said.
    int rooms() const { return rooms_; }
    // What the server's settings mean for what was acknowledged; empty: it is as durable as promised.
    const QStringList& weaknesses() const { return context_.weaknesses; }

Q_SIGNALS:
    // Entries may have been missed, or the data was lost: what is known of rooms is to be read again, and can
    // be.
    void missed();
    // isReady(), canStore() or reason() may have changed.
    void changed();

private:
    struct Slot {
        std::optional<Operation> operation{};  // nothing: a beat of our own
        std::optional<RedisAnswer> answer{};
        std::chrono::steady_clock::time_point asked{};
    };

    void onCommandsUp();
    void onFacts(const RedisServerFacts& facts);
    void onLife(const RedisReply* life);
    void onCommandsDown();
    void tellState();
    void beat();
    void ask(const Operation& operation);
    void onReply(quint64 number, const RedisReply* reply);
    void noteRefusal(const Result<Outcome>& appended);
    void tellAnswered();

    const QString server_;  // its address, for people
    const bool hasSentinels_;
    const Answered answered_;
    const CommandTook took_;
    const Pace pace_;
    base::ThreadGuard guard_;
    RedisContext context_;
    RedisLink commands_;
    RedisPipeline pipeline_;
    RedisFeed feed_;
    bool isLoggedIn_ = false;  // and knows the server's life
    bool wasReady_ = false;
    QElapsedTimer beating_;  // since we are logged in
    bool refusesEntries_ = false;
    int rooms_ = 0;
    std::deque<Slot> slots_;
    quint64 firstSlot_ = 0;  // the number of slots_.front()
    QTimer beat_;
    QTimer feedPatience_;
};

}  // namespace snug::store
