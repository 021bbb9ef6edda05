// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/redis_answers.h"

namespace snug::store {

// The part of redis_calls.h and redis_answers.h that is about people. redis_presence_scripts.h has the keys.

RedisCall encode(const Enter& op, const RedisContext& context);
RedisCall encode(const UpdatePresence& op, const RedisContext& context);
RedisCall encode(const ListElsewhere& op, const RedisContext& context);
RedisCall encode(const TellTyping& op, const RedisContext& context);
RedisCall encode(const Probe& op, const RedisContext& context);

RedisAnswer decode(const Enter& op, const RedisReply& reply, const RedisContext& context);
RedisAnswer decode(const UpdatePresence& op, const RedisReply& reply, const RedisContext& context);
RedisAnswer decode(const ListElsewhere& op, const RedisReply& reply, const RedisContext& context);
RedisAnswer decode(const TellTyping& op, const RedisReply& reply, const RedisContext& context);
RedisAnswer decode(const Probe& op, const RedisReply& reply, const RedisContext& context);

// Of a message of the feed: what the server did, where it is about people. Nothing: it is about something
// else.
std::optional<News> toPeopleNews(const QByteArray& kind, const QString& server, const QByteArray& body,
                                 quint64 number);

}  // namespace snug::store
