// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_servers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "store/redis_keys.h"
#include "store/stored_time.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

// JSON, so that redis-cli shows it.
QByteArray toJson(const ServerRecord& record)
{
    const QJsonObject object{
        {u"name"_s, record.name},         {u"address"_s, record.address},
        {u"version"_s, record.version},   {u"connections"_s, record.connections},
        {u"capacity"_s, record.capacity}, {u"lag"_s, static_cast<qint64>(record.lag.count())},
        {u"draining"_s, record.draining}, {u"since"_s, toMs(record.since)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ServerRecord toRecord(const QString& id, const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return {id,
            object.value("name"_L1).toString(),
            object.value("address"_L1).toString(),
            object.value("version"_L1).toString(),
            object.value("connections"_L1).toInt(),
            object.value("capacity"_L1).toInt(),
            std::chrono::milliseconds(object.value("lag"_L1).toInteger()),
            object.value("draining"_L1).toBool(),
            fromMs(object.value("since"_L1).toInteger())};
}

}  // namespace

RedisCall encode(const TellServer& op, const RedisContext& context)
{
    return redisCall(RedisScripts::get().tellServer, {kRedisServers, kRedisRecords},
                     {context.server, toJson(op.record)});
}

RedisCall encode(const ListServers& /*op*/, const RedisContext& context)
{
    return redisCall(RedisScripts::get().listServers, {kRedisServers, kRedisRecords},
                     {QByteArray::number(static_cast<qint64>(context.serverPatience.count()))});
}

RedisAnswer decode(const TellServer& /*op*/, const RedisReply& /*reply*/, const RedisContext& /*context*/)
{
    return {Outcome(base::Done{})};
}

RedisAnswer decode(const ListServers& /*op*/, const RedisReply& reply, const RedisContext& context)
{
    Servers answer{{}, QString::fromLatin1(context.server)};
    for (std::size_t index = 0; index + 1 < reply.items.size(); index += 2) {
        answer.servers.append(toRecord(reply.at(index).string(), reply.at(index + 1).text));
    }
    std::sort(answer.servers.begin(), answer.servers.end(),
              [](const ServerRecord& a, const ServerRecord& b) { return a.id < b.id; });
    return {Outcome(std::move(answer))};
}

}  // namespace snug::store
