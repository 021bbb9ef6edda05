// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <memory>
#include <optional>
#include <vector>

#include "contract/store_harness.h"
#include "store/redis_store.h"
#include "support/redis_process.h"
#include "support/wait.h"

namespace snug::test {

// One RedisStore on this thread, as one of several servers would have it, and all it told. What waits runs
// the event loop.
class RedisRig {
public:
    explicit RedisRig(const QString& addresses, std::chrono::milliseconds patience = std::chrono::seconds(10),
                      store::RedisShard::Pace pace = {});

    bool isOpen() const { return store_ != nullptr; }
    const QString& reason() const { return reason_; }  // why it is not

    store::Ticket begin(store::Operation operation);
    // Waits for the answer.
    store::Result<store::Outcome> run(store::Operation operation);
    const store::Result<store::Outcome>* answerTo(store::Ticket ticket) const;
    // Asks again until it is done: what a client with an outbox does. The answer, or the last error.
    store::Result<store::Outcome> insist(const store::Operation& operation);

    // What was fed of a room, as "seq text".
    QStringList fed(const QString& room) const { return fed_.value(room); }
    int missed() const { return missed_; }
    // What was heard of other servers, in words: "here ada: lobby den", "gone ada", "server gone",
    // "ada types in lobby", "made den", "dropped den", "cleared den: topic", "fact owner: ada".
    const QStringList& news() const { return news_; }
    // What it said of whether it can store, in order.
    const QVector<bool>& available() const { return available_; }

private:
    std::map<store::Ticket, std::optional<store::Result<store::Outcome>>> answers_;
    QMap<QString, QStringList> fed_;
    int missed_ = 0;
    QStringList news_;
    QVector<bool> available_;
    store::Ticket nextTicket_ = 1;
    QString reason_;
    std::unique_ptr<store::Store> store_;  // goes first: it still tells
};

}  // namespace snug::test
