// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_facts.h"

#include "store/redis_keys.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

const QByteArray kFactsKey = "snug:facts";

// Keys and values may have any bytes: the length of the key tells where it ends.
QByteArray newsBody(const QByteArray& key, const QByteArray& value)
{
    return QByteArray::number(key.size()) + ' ' + key + value;
}

}  // namespace

RedisCall encode(const PutFact& op, const RedisContext& context)
{
    const QByteArray key = op.key.toUtf8();
    return redisCall(
        RedisScripts::get().putFact, {kFactsKey, kRedisFeed},
        {key, op.value, redisFlag(op.expected.has_value()), op.expected.value_or(QByteArray()),
         QByteArray::number(kFacts), context.channel, redisNews("fact", context, newsBody(key, op.value))});
}

RedisCall encode(const ListFacts& /*op*/, const RedisContext& /*context*/)
{
    return redisCall(RedisScripts::get().listFacts, {kFactsKey, kRedisFeed}, {});
}

RedisAnswer decode(const PutFact& op, const RedisReply& reply, const RedisContext& /*context*/)
{
    const QByteArray& kind = reply.at(1).text;
    RedisAnswer answer{Outcome(base::Done{}), static_cast<quint64>(reply.at(0).number())};
    if (kind == "conflict") {
        answer.result = Error{ErrorCode::Conflict, u"%1 is something else by now"_s.arg(op.key)};
    } else if (kind == "full") {
        answer.result = Error{ErrorCode::OutOfBounds, u"there are %1 facts"_s.arg(kFacts)};
    }
    return answer;
}

RedisAnswer decode(const ListFacts& /*op*/, const RedisReply& reply, const RedisContext& /*context*/)
{
    Facts answer;
    const std::vector<RedisReply>& list = reply.at(1).items;
    for (std::size_t index = 0; index + 1 < list.size(); index += 2) {
        answer.facts.insert(list[index].string(), list[index + 1].text);
    }
    return {Outcome(std::move(answer)), static_cast<quint64>(reply.at(0).number())};
}

std::optional<News> toFactNews(const QByteArray& kind, const QByteArray& body)
{
    if (kind != "fact") {
        return std::nullopt;
    }
    const qsizetype space = body.indexOf(' ');
    const qsizetype length = body.left(space).toLongLong();
    return FactChanged{QString::fromUtf8(body.mid(space + 1, length)), body.mid(space + 1 + length)};
}

}  // namespace snug::store
