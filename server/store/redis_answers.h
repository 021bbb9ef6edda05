// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <optional>

#include "store/redis_calls.h"

namespace snug::store {

// What Redis made of an operation.
struct RedisAnswer {
    Result<Outcome> result;
    quint64 feed = 0;            // what had been published when it was done
    std::optional<int> rooms{};  // how many rooms the server has, where it says
    bool wasForgotten = false;   // of Probe: that we are here had been lost, with all our people
    // Of Read and Search, of a room off the record: the entries are not in Redis but in the memory of who
    // heard them.
    struct Elsewhere {
        QByteArray epoch;  // without the life
        quint64 head = 0;  // the newest entry that the operation could see
    };
    std::optional<Elsewhere> elsewhere{};
    // Of MeasureRooms, as well: which rooms are off the record.
    QHash<QString, Elsewhere> sizesElsewhere{};
};

// A message of the feed's channel.
struct FeedMessage {
    std::optional<quint64> number{};  // one more than the last; nothing: it is told at most once
    bool keep = true;                 // of the entry's room
    QByteArray epoch;                 // of the entry's room, without the life
    std::optional<protocol::LogEntry> entry{};
    QByteArray server;  // whose doing the news is
    std::optional<News> news{};
};

// Pure: any answer of Redis, an error too, has a meaning. To a Search it answers the entries that are to be
// looked through.
RedisAnswer toAnswer(const Operation& operation, const RedisReply& reply, const RedisContext& context);
// Nothing: it is no message of ours.
std::optional<FeedMessage> toFeedMessage(const QByteArray& message, const RedisContext& context);

}  // namespace snug::store
