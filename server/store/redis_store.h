// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "base/thread_guard.h"
#include "store/presence_batch.h"
#include "store/recent_log.h"
#include "store/redis_shard.h"
#include "store/store.h"

namespace snug::store {

// The store that several servers share: rooms and sessions in one Redis server, or spread over some by the
// hash of their name. Answers come later, from the event loop.
//
// Durability is that of the Redis servers; where their settings lose what they acknowledged, Probe says so.
// While one of them is away, operations on what it has fail with Unavailable, and so do lists; the whole
// counts as one that cannot store.
//
// Rooms off the record: name, topic, position and nonces are in Redis, the texts nowhere but on the feed and
// in the memory of the servers that heard it. Reading further back than this one heard gives what is there.
//
// People, servers and facts: the first Redis server has them. While it is away, nobody new comes in, and who
// was elsewhere is taken to be there still.
//
// Bounds: of each room off the record, the newest entries within RecentLog::Bounds; of such rooms (and
// their lives before, after one was emptied), the kRecentRooms written to last. With more than one Redis
// server the bound on rooms holds against counts that may be as old as a beat.
class RedisStore : public Store {
public:
    static constexpr int kRecentRooms = 10'000;

    struct Settings {
        QVector<RedisAddress> servers;      // at least one; in an order that never changes
        std::chrono::days sessionLife{90};  // sessions not seen for so long are forgotten
        RecentLog::Bounds recent;
        RedisShard::Pace pace{};
        RedisShard::CommandTook took{};             // called on the store thread
        std::chrono::milliseconds patience{5'000};  // how long to wait for all servers at the beginning
    };

    // Connects, running an event loop meanwhile. Error: Unavailable, with a reason for people, when not all
    // servers could be reached in time.
    static Result<std::unique_ptr<Store>> open(const Settings& settings, Sink sink);
    ~RedisStore() override;

    void submit(std::vector<Operation> batch) override;

private:
    // An operation that all servers answer: their answers so far, as one.
    struct Gathered {
        std::size_t missing = 0;
        std::optional<Result<Outcome>> result;
    };

    RedisStore(const Settings& settings, Sink sink);
    std::optional<Error> waitUntilReady(std::chrono::milliseconds patience);

    void submitOne(Operation operation);
    void submitPresence(const UpdatePresence& update, std::vector<Ticket> answers);
    int shardOf(const Operation& operation) const;
    void onHeard(FeedMessage message);
    void onAnswered(const Operation& operation, RedisAnswer answer);
    void gather(const Operation& operation, Result<Outcome> part);
    Outcome onTo(SessionPage page) const;
    Result<Outcome> readRecent(const Operation& operation, const RedisAnswer& answer) const;
    void measureRecent(RedisAnswer& answer) const;
    void tellWeaknesses(const RedisShard& shard) const;
    void tellAvailable();

    const RecentLog::Bounds recentBounds_;
    const Sink sink_;
    const QByteArray server_ = base::secureRandomText(kEpochBytes);  // our id
    base::ThreadGuard guard_;
    QCache<QByteArray, RecentLog>
        recent_;  // by the epoch: an answer may be about a life that has ended since
    std::unordered_map<Ticket, Gathered> gathering_;
    std::deque<std::vector<Ticket>> presenceAnswers_;  // of the updates under way, in order
    PresenceBatch presence_;
    std::vector<std::unique_ptr<RedisShard>> shards_;
    bool available_ = true;
};

}  // namespace snug::store
