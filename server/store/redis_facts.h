// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/redis_answers.h"

namespace snug::store {

// The part of redis_calls.h and redis_answers.h that is about facts. redis_facts_scripts.h has the keys.

RedisCall encode(const PutFact& op, const RedisContext& context);
RedisCall encode(const ListFacts& op, const RedisContext& context);

RedisAnswer decode(const PutFact& op, const RedisReply& reply, const RedisContext& context);
RedisAnswer decode(const ListFacts& op, const RedisReply& reply, const RedisContext& context);

// Of a message of the feed: the fact that changed. Nothing: it is about something else.
std::optional<News> toFactNews(const QByteArray& kind, const QByteArray& body);

}  // namespace snug::store
