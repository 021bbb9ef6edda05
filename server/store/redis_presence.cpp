// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_presence.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "protocol/names.h"
#include "store/redis_keys.h"
#include "store/stored_time.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

const QByteArray kWhere = "snug:where";
const QByteArray kNames = "snug:names";
const QByteArray kPeoplePrefix = "snug:people:";

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray keyOf(const protocol::Person& person)
{
    return protocol::nickKey(person.nick).toUtf8();
}

QJsonObject personObject(const protocol::Person& person)
{
    return {{u"user"_s, person.user}, {u"nick"_s, person.nick}};
}

protocol::Person toPerson(const QJsonObject& object)
{
    return {object.value("user"_L1).toString(), object.value("nick"_L1).toString()};
}

QByteArray recordJson(const PresenceRecord& record)
{
    QJsonObject object = personObject(record.member.person);
    object.insert("key"_L1, protocol::nickKey(record.member.person.nick));
    object.insert("away"_L1, record.member.state == protocol::PresenceState::Away);
    object.insert("rooms"_L1, QJsonArray::fromStringList(record.rooms));
    object.insert("address"_L1, record.address);
    object.insert("since"_L1, toMs(record.since));
    return compact(object);
}

PresenceRecord toRecord(const QByteArray& json, const QString& server, quint64 order)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    PresenceRecord record;
    record.server = server;
    record.member.person = toPerson(object);
    record.member.state =
        object.value("away"_L1).toBool() ? protocol::PresenceState::Away : protocol::PresenceState::Active;
    for (const auto& room : object.value("rooms"_L1).toArray()) {
        record.rooms.append(room.toString());
    }
    record.address = object.value("address"_L1).toString();
    record.since = fromMs(object.value("since"_L1).toInteger());
    record.order = order;
    return record;
}

const RedisScripts& scripts()
{
    return RedisScripts::get();
}

RedisAnswer done(const RedisReply& reply)
{
    return {Outcome(base::Done{}), static_cast<quint64>(reply.at(0).number())};
}

}  // namespace

// ---- to Redis

RedisCall encode(const Enter& op, const RedisContext& context)
{
    const protocol::Person& person = op.who.member.person;
    return redisCall(scripts().enter, {kRedisFeed, kWhere, kNames},
                     {context.channel, context.server, person.user.toUtf8(), keyOf(person),
                      recordJson(op.who), kPeoplePrefix});
}

RedisCall encode(const UpdatePresence& op, const RedisContext& context)
{
    RedisCommand arguments{context.channel, context.server, op.whole ? "1" : "0"};
    const auto add = [&arguments](const protocol::Person& person, const char* sign, const QByteArray& json) {
        for (const QByteArray& part : {person.user.toUtf8(), keyOf(person), QByteArray(sign), json}) {
            arguments.push_back(part);
        }
    };
    for (const PresenceRecord& record : op.here) {
        add(record.member.person, "+", recordJson(record));
    }
    for (const protocol::Person& person : op.gone) {
        add(person, "-", compact(personObject(person)));
    }
    return redisCall(scripts().updatePresence, {kRedisFeed, kWhere, kNames, kPeoplePrefix + context.server},
                     std::move(arguments));
}

RedisCall encode(const ListElsewhere& /*op*/, const RedisContext& context)
{
    return redisCall(scripts().listElsewhere, {kRedisFeed, kRedisServers}, {context.server, kPeoplePrefix});
}

RedisCall encode(const TellTyping& op, const RedisContext& context)
{
    QJsonObject body = personObject(op.who);
    body.insert("room"_L1, op.room);
    body.insert("active"_L1, op.active);
    return redisCall(scripts().tellTyping, {},
                     {context.channel, "- typing " + context.server + '\n' + compact(body)});
}

RedisCall encode(const Probe& /*op*/, const RedisContext& context)
{
    return redisCall(scripts().beat, {kRedisFeed, kRedisRooms, kRedisServers, kWhere, kNames, kRedisRecords},
                     {context.channel, context.server,
                      QByteArray::number(static_cast<qint64>(context.serverPatience.count())),
                      context.forgetsSilent ? "1" : "0", kPeoplePrefix});
}

// ---- from Redis

RedisAnswer decode(const Enter& op, const RedisReply& reply, const RedisContext& /*context*/)
{
    RedisAnswer answer = done(reply);
    answer.result = Outcome(Entered{answer.feed});
    if (reply.at(1).text != "entered") {
        answer.result = Error{ErrorCode::NameTaken, u"somebody else is %1"_s.arg(op.who.member.person.nick)};
    }
    return answer;
}

RedisAnswer decode(const UpdatePresence& /*op*/, const RedisReply& reply, const RedisContext& /*context*/)
{
    return done(reply);
}

RedisAnswer decode(const TellTyping& /*op*/, const RedisReply& reply, const RedisContext& /*context*/)
{
    return done(reply);
}

RedisAnswer decode(const ListElsewhere& /*op*/, const RedisReply& reply, const RedisContext& /*context*/)
{
    Elsewhere answer;
    const auto feed = static_cast<quint64>(reply.at(0).number());
    for (std::size_t at = 1; at + 1 < reply.items.size(); at += 2) {
        for (const RedisReply& record : reply.at(at + 1).items) {
            answer.people.append(toRecord(record.text, reply.at(at).string(), feed));
        }
    }
    return {Outcome(std::move(answer)), feed};
}

RedisAnswer decode(const Probe& /*op*/, const RedisReply& reply, const RedisContext& context)
{
    const Probed probed{context.weaknesses, static_cast<int>(reply.at(3).number()),
                        static_cast<int>(reply.at(4).number())};
    RedisAnswer answer{Outcome(probed), static_cast<quint64>(reply.at(0).number()),
                       static_cast<int>(reply.at(1).number())};
    answer.wasForgotten = reply.at(2).number() == 0;
    return answer;
}

std::optional<News> toPeopleNews(const QByteArray& kind, const QString& server, const QByteArray& body,
                                 quint64 number)
{
    if (kind == "gone") {
        return ServerGone{server};
    }
    if (kind == "typing") {
        const QJsonObject object = QJsonDocument::fromJson(body).object();
        return SomebodyTypes{object.value("room"_L1).toString(), toPerson(object),
                             object.value("active"_L1).toBool()};
    }
    if (kind != "people") {
        return std::nullopt;
    }
    PeopleChanged changed{{}, {}, server};
    for (const QByteArray& line : body.split('\n')) {
        if (line.startsWith('+')) {
            changed.here.append(toRecord(line.mid(1), server, number));
        } else {
            changed.gone.append(toPerson(QJsonDocument::fromJson(line.mid(1)).object()));
        }
    }
    return changed;
}

}  // namespace snug::store
