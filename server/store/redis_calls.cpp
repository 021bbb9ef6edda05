// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_calls.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "base/random.h"
#include "store/redis_cursor.h"
#include "store/redis_facts.h"
#include "store/redis_keys.h"
#include "store/redis_presence.h"
#include "store/redis_servers.h"
#include "store/search.h"
#include "store/stored_time.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

// Past this Lua and JSON count inexactly; no log comes near.
constexpr quint64 kLastSeq = quint64{1} << 53;

// A room off the record that no server has used for so long is gone: nobody was left to drop it.
const QByteArray kOffTheRecordLife = QByteArray::number(qint64{7} * 24 * 3600 * 1000);

// Braces: Redis' hash tag, so that all keys of a room stay together.
QByteArray roomKey(const char* kind, const QString& room)
{
    return QByteArray("snug:") + kind + ":{" + room.toUtf8() + '}';
}

QByteArray sessionKey(const QByteArray& tokenHash)
{
    return "snug:session:" + tokenHash;
}

// Entries are JSON, so that redis-cli shows them; redis_answers.cpp reads them.
QByteArray toJson(const Append& op)
{
    const QJsonObject object{{u"room"_s, op.room},      {u"user"_s, op.from.user},
                             {u"nick"_s, op.from.nick}, {u"text"_s, op.text},
                             {u"nonce"_s, op.nonce},    {u"topic"_s, op.kind == protocol::EntryKind::Topic}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// Under which its position is found again; empty: under none.
QByteArray markOf(const Append& op)
{
    return op.nonce.isEmpty() ? QByteArray() : op.from.user.toUtf8() + '\0' + op.nonce.toUtf8();
}

const RedisScripts& scripts()
{
    return RedisScripts::get();
}

RedisCommand logKeys(const QString& room)
{
    return {roomKey("room", room), roomKey("log", room), roomKey("nonces", room) + ":0",
            roomKey("nonces", room) + ":1"};
}

RedisCall encode(const Append& op, const RedisContext& context)
{
    RedisCommand keys = logKeys(op.room);
    keys.push_back(kRedisFeed);
    const bool isTopic = op.kind == protocol::EntryKind::Topic;
    return redisCall(scripts().append, std::move(keys),
                     {markOf(op), QByteArray::number(toMs(op.at)), toJson(op), redisFlag(isTopic),
                      isTopic ? op.text.toUtf8() : QByteArray(), context.channel, kOffTheRecordLife});
}

RedisCall encode(const OpenRoom& op, const RedisContext& context)
{
    const OpenRoom::Create create = op.create.value_or(OpenRoom::Create{});
    const QByteArray epoch = base::secureRandomText(kEpochBytes);
    const QJsonObject made{{u"room"_s, op.room},
                           {u"topic"_s, create.topic},
                           {u"keep"_s, create.keep},
                           {u"epoch"_s, QString::fromLatin1(epoch)}};
    return redisCall(
        scripts().open, {roomKey("room", op.room), kRedisRooms, kRedisFeed},
        {op.room.toUtf8(), redisFlag(op.create.has_value()), create.topic.toUtf8(), redisFlag(create.keep),
         QByteArray::number(create.roomsTotal), redisFlag(op.mustBeNew), epoch, kOffTheRecordLife,
         context.channel, redisNews("room", context, QJsonDocument(made).toJson(QJsonDocument::Compact))});
}

// One more than asked for, to know whether there are more.
int countFor(int limit)
{
    return std::max(limit, 0) + 1;
}

RedisCall encode(const Read& op, const RedisContext& /*context*/)
{
    const quint64 end = op.before == 0 ? kLastSeq : std::min(op.before, kLastSeq);
    const auto id = [](quint64 seq) { return QByteArray::number(seq) + "-0"; };
    return redisCall(scripts().read, {roomKey("room", op.room), roomKey("log", op.room), kRedisFeed},
                     {id(std::min(op.after, kLastSeq) + 1), id(end - 1),
                      QByteArray::number(countFor(op.limit)), redisFlag(op.newest)});
}

RedisCall encode(const Search& op, const RedisContext& context)
{
    return encode(toRead(op), context);
}

RedisCall encode(const ListRooms& op, const RedisContext& /*context*/)
{
    return redisCall(scripts().list, {kRedisRooms},
                     {op.after.isEmpty() ? QByteArray("-") : '(' + op.after.toUtf8(),
                      QByteArray::number(countFor(op.limit)), "snug:room:{", "}"});
}

RedisCall encode(const DropRoom& op, const RedisContext& context)
{
    RedisCommand keys = logKeys(op.room);
    keys.insert(keys.end(), {kRedisRooms, kRedisFeed});
    const QByteArray name = op.room.toUtf8();
    return redisCall(scripts().drop, std::move(keys),
                     {name, context.channel, redisNews("dropped", context, name), redisFlag(op.evenKept)});
}

RedisCall encode(const ClearRoom& op, const RedisContext& context)
{
    RedisCommand keys = logKeys(op.room);
    keys.push_back(kRedisFeed);
    return redisCall(scripts().clear, std::move(keys),
                     {op.room.toUtf8(), base::secureRandomText(kEpochBytes), kOffTheRecordLife,
                      context.channel, redisNews("cleared", context, {})});
}

RedisCall encode(const SaveSession& op, const RedisContext& context)
{
    const auto expires = op.seen + std::chrono::duration_cast<std::chrono::milliseconds>(context.sessionLife);
    return redisCall(scripts().saveSession, {sessionKey(op.tokenHash)},
                     {op.person.user.toUtf8(), op.person.nick.toUtf8(), QByteArray::number(toMs(op.seen)),
                      QByteArray::number(toMs(expires))});
}

RedisCall encode(const FindSession& op, const RedisContext& /*context*/)
{
    return redisCall(scripts().findSession, {sessionKey(op.tokenHash)}, {});
}

RedisCall encode(const Trim& op, const RedisContext& /*context*/)
{
    return redisCall(scripts().trim, {kRedisRooms},
                     {op.after.isEmpty() ? QByteArray("-") : '(' + op.after.toUtf8(),
                      QByteArray::number(countFor(op.limit)), "snug:room:{", "snug:log:{", "}",
                      QByteArray::number(toMs(op.olderThan)), QByteArray::number(op.keepNewest),
                      QByteArray::number(kTrimmedAtOnce)});
}

RedisCall encode(const MeasureRooms& op, const RedisContext& /*context*/)
{
    RedisCommand arguments{"snug:room:{", "snug:log:{", "}"};
    for (const QString& room : op.rooms) {
        arguments.push_back(room.toUtf8());
    }
    return redisCall(scripts().measure, {kRedisFeed}, std::move(arguments));
}

RedisCall encode(const Import& op, const RedisContext& /*context*/)
{
    RedisCommand keys = logKeys(op.room);
    keys.push_back(kRedisRooms);
    RedisCommand arguments{op.room.toUtf8(), originOf(op.head.epoch).toUtf8(), op.topic.toUtf8(),
                           QByteArray::number(op.head.seq), base::secureRandomText(kEpochBytes)};
    for (const protocol::LogEntry& entry : op.entries) {
        const Append same{0, op.room, entry.from, entry.kind, entry.text, entry.nonce, entry.at};
        for (const QByteArray& part : {QByteArray::number(entry.seq), QByteArray::number(toMs(entry.at)),
                                       markOf(same), toJson(same)}) {
            arguments.push_back(part);
        }
    }
    return redisCall(scripts().takeOver, std::move(keys), std::move(arguments));
}

RedisCall encode(const ListSessions& op, const RedisContext& /*context*/)
{
    return redisCall(
        scripts().listSessions, {},
        {RedisCursor::parse(op.cursor).scan, QByteArray::number(std::max(op.limit, 1)), sessionKey("*")});
}

}  // namespace

RedisCall redisCall(const RedisScript& script, RedisCommand keys, RedisCommand arguments)
{
    const std::size_t count = keys.size();
    keys.insert(keys.end(), arguments.begin(), arguments.end());
    return {&script, count, std::move(keys)};
}

RedisCall toCall(const Operation& operation, const RedisContext& context)
{
    return std::visit([&](const auto& op) { return encode(op, context); }, operation);
}

}  // namespace snug::store
