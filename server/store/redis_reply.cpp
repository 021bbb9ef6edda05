// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_reply.h"

#include <hiredis/hiredis.h>

namespace snug::store {

RedisReply toValue(const redisReply& reply)
{
    const auto text = [&reply] { return QByteArray(reply.str, static_cast<qsizetype>(reply.len)); };
    RedisReply value;
    switch (reply.type) {
        case REDIS_REPLY_INTEGER:
            value.kind = RedisReply::Kind::Integer;
            value.integer = reply.integer;
            break;
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
            value.kind = RedisReply::Kind::Text;
            value.text = text();
            break;
        case REDIS_REPLY_ERROR:
            value.kind = RedisReply::Kind::Error;
            value.text = text();
            break;
        case REDIS_REPLY_ARRAY:
            value.kind = RedisReply::Kind::Array;
            value.items.reserve(reply.elements);
            for (std::size_t index = 0; index < reply.elements; ++index) {
                value.items.push_back(toValue(*reply.element[index]));
            }
            break;
        default:
            break;
    }
    return value;
}

}  // namespace snug::store
