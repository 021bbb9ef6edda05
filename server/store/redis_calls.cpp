// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_calls.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "base/random.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

// Past this Lua and JSON count inexactly; no log comes near.
constexpr quint64 kLastSeq = quint64{1} << 53;

// A room off the record that no server has used for so long is gone: nobody was left to drop it.
const QByteArray kOffTheRecordLife = QByteArray::number(qint64{7} * 24 * 3600 * 1000);

const QByteArray kRooms = "snug:rooms";
const QByteArray kFeed = "snug:feed";

// Braces: Redis' hash tag, so that all keys of a room stay together.
QByteArray roomKey(const char* kind, const QString& room)
{
    return QByteArray("snug:") + kind + ":{" + room.toUtf8() + '}';
}

QByteArray sessionKey(const QByteArray& tokenHash)
{
    return "snug:session:" + tokenHash;
}

QByteArray flag(bool on)
{
    return on ? "1" : "0";
}

qint64 toMs(base::WallTime time)
{
    return time.time_since_epoch().count();
}

base::WallTime fromMs(qint64 ms)
{
    return base::WallTime(std::chrono::milliseconds(ms));
}

// ---- entries, as JSON so that redis-cli shows them

QByteArray toJson(const Append& op)
{
    const QJsonObject object{{u"room"_s, op.room},      {u"user"_s, op.from.user},
                             {u"nick"_s, op.from.nick}, {u"text"_s, op.text},
                             {u"nonce"_s, op.nonce},    {u"topic"_s, op.kind == protocol::EntryKind::Topic}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

protocol::LogEntry toEntry(const QByteArray& json, quint64 seq, base::WallTime at)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto text = [&object](QLatin1StringView name) { return object.value(name).toString(); };
    const bool isTopic = object.value("topic"_L1).toBool();
    return {text("room"_L1),
            seq,
            at,
            {text("user"_L1), text("nick"_L1)},
            isTopic ? protocol::EntryKind::Topic : protocol::EntryKind::Message,
            text("text"_L1),
            text("nonce"_L1)};
}

// ---- to Redis

RedisCall call(const RedisScript& script, RedisCommand keys, RedisCommand arguments)
{
    const std::size_t count = keys.size();
    keys.insert(keys.end(), arguments.begin(), arguments.end());
    return {&script, count, std::move(keys)};
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
    keys.push_back(kFeed);
    const bool isTopic = op.kind == protocol::EntryKind::Topic;
    const QByteArray mark =
        op.nonce.isEmpty() ? QByteArray() : op.from.user.toUtf8() + '\0' + op.nonce.toUtf8();
    return call(scripts().append, std::move(keys),
                {mark, QByteArray::number(toMs(op.at)), toJson(op), flag(isTopic),
                 isTopic ? op.text.toUtf8() : QByteArray(), context.channel, kOffTheRecordLife});
}

RedisCall encode(const OpenRoom& op, const RedisContext& context)
{
    const OpenRoom::Create create = op.create.value_or(OpenRoom::Create{});
    return call(scripts().open, {roomKey("room", op.room), kRooms, kFeed},
                {op.room.toUtf8(), flag(op.create.has_value()), create.topic.toUtf8(), flag(create.keep),
                 QByteArray::number(create.roomsTotal - context.roomsElsewhere), flag(op.mustBeNew),
                 base::secureRandomText(kEpochBytes), kOffTheRecordLife});
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
    return call(scripts().read, {roomKey("room", op.room), roomKey("log", op.room), kFeed},
                {id(std::min(op.after, kLastSeq) + 1), id(end - 1), QByteArray::number(countFor(op.limit)),
                 flag(op.newest)});
}

RedisCall encode(const ListRooms& op, const RedisContext& /*context*/)
{
    return call(scripts().list, {kRooms},
                {op.after.isEmpty() ? QByteArray("-") : '(' + op.after.toUtf8(),
                 QByteArray::number(countFor(op.limit)), "snug:room:{", "}"});
}

RedisCall encode(const DropRoom& op, const RedisContext& /*context*/)
{
    RedisCommand keys = logKeys(op.room);
    keys.push_back(kRooms);
    return call(scripts().drop, std::move(keys), {op.room.toUtf8()});
}

RedisCall encode(const SaveSession& op, const RedisContext& context)
{
    const auto expires = op.seen + std::chrono::duration_cast<std::chrono::milliseconds>(context.sessionLife);
    return call(scripts().saveSession, {sessionKey(op.tokenHash)},
                {op.person.user.toUtf8(), op.person.nick.toUtf8(), QByteArray::number(toMs(op.seen)),
                 QByteArray::number(toMs(expires))});
}

RedisCall encode(const FindSession& op, const RedisContext& /*context*/)
{
    return call(scripts().findSession, {sessionKey(op.tokenHash)}, {});
}

RedisCall encode(const Probe& /*op*/, const RedisContext& context)
{
    return call(scripts().beat, {kFeed, kRooms}, {context.channel});
}

// ---- from Redis

// A reply of no shape that ours have: another program writes to these keys.
Error strange(const RedisReply& reply)
{
    return {ErrorCode::Corrupt, u"Redis answered something strange: %1"_s.arg(reply.string().left(100))};
}

Error noSuchRoom(const QString& room)
{
    return {ErrorCode::NoSuchRoom, u"no room %1"_s.arg(room)};
}

QString epochOf(const RedisReply& epoch, const RedisContext& context)
{
    return epoch.string() + u'.' + context.life;
}

RoomFacts factsOf(const QString& name, const RedisReply& reply, const RedisContext& context)
{
    return {name,
            reply.at(3).string(),
            reply.at(4).text == "1",
            {epochOf(reply.at(1), context), static_cast<quint64>(reply.at(2).number())},
            false};
}

RedisAnswer decode(const Append& op, const RedisReply& reply, const RedisContext& /*context*/)
{
    const QByteArray& kind = reply.at(0).text;
    if (kind == "none") {
        return {noSuchRoom(op.room)};
    }
    const QList<QByteArray> place = reply.at(1).text.split(' ');
    if ((kind != "new" && kind != "known") || place.size() != 2) {
        return {strange(reply)};
    }
    return {Outcome(Appended{place[0].toULongLong(), fromMs(place[1].toLongLong()), kind == "known"}),
            static_cast<quint64>(reply.at(2).number())};
}

RedisAnswer decode(const OpenRoom& op, const RedisReply& reply, const RedisContext& context)
{
    const QByteArray& kind = reply.at(0).text;
    if (kind == "none") {
        return {noSuchRoom(op.room)};
    }
    if (kind == "exists") {
        return {Error{ErrorCode::RoomExists, u"room %1 exists"_s.arg(op.room)}};
    }
    if (kind == "full") {
        const auto rooms = static_cast<int>(reply.at(1).number());
        return {Error{ErrorCode::TooManyRooms, u"there are %1 rooms"_s.arg(rooms + context.roomsElsewhere)},
                0, rooms};
    }
    if (kind != "room") {
        return {strange(reply)};
    }
    RoomFacts facts = factsOf(op.room, reply, context);
    facts.created = reply.at(5).number() == 1;
    return {Outcome(std::move(facts)), static_cast<quint64>(reply.at(6).number()),
            static_cast<int>(reply.at(7).number())};
}

RedisAnswer decode(const Read& op, const RedisReply& reply, const RedisContext& context)
{
    const QByteArray& kind = reply.at(0).text;
    if (kind == "none") {
        return {noSuchRoom(op.room)};
    }
    if (kind != "entries") {
        return {strange(reply)};
    }
    Entries answer{epochOf(reply.at(1), context), {}, false};
    const std::vector<RedisReply>& list = reply.at(4).items;
    const auto taken = std::min(list.size(), static_cast<std::size_t>(std::max(op.limit, 0)));
    answer.more = list.size() > taken;
    answer.entries.reserve(static_cast<qsizetype>(taken));
    for (std::size_t index = 0; index < taken; ++index) {
        const RedisReply& fields = list[index].at(1);  // at, its value, entry, its value
        const QByteArray& id = list[index].at(0).text;
        answer.entries.append(toEntry(fields.at(3).text, id.left(id.indexOf('-')).toULongLong(),
                                      fromMs(fields.at(1).text.toLongLong())));
    }
    if (op.newest) {
        std::reverse(answer.entries.begin(), answer.entries.end());
    }
    RedisAnswer decoded{Outcome(std::move(answer)), static_cast<quint64>(reply.at(3).number())};
    if (reply.at(2).text == "0") {
        decoded.elsewhere =
            RedisAnswer::Elsewhere{reply.at(1).text, static_cast<quint64>(reply.at(5).number())};
    }
    return decoded;
}

RedisAnswer decode(const ListRooms& op, const RedisReply& reply, const RedisContext& context)
{
    RoomList answer;
    answer.total = static_cast<int>(reply.at(0).number());
    for (const RedisReply& room : reply.at(1).items) {
        answer.rooms.append(factsOf(room.at(0).string(), room, context));
    }
    answer.more = answer.rooms.size() > op.limit;
    answer.rooms.resize(std::min(answer.rooms.size(), qsizetype{std::max(op.limit, 0)}));
    return {Outcome(std::move(answer)), 0, static_cast<int>(reply.at(0).number())};
}

RedisAnswer decode(const DropRoom& /*op*/, const RedisReply& reply, const RedisContext& /*context*/)
{
    return {Outcome(base::Done{}), 0, static_cast<int>(reply.number())};
}

RedisAnswer decode(const SaveSession& /*op*/, const RedisReply& /*reply*/, const RedisContext& /*context*/)
{
    return {Outcome(base::Done{})};
}

RedisAnswer decode(const FindSession& op, const RedisReply& reply, const RedisContext& /*context*/)
{
    SessionFound answer;
    if (reply.at(2).kind == RedisReply::Kind::Text && fromMs(reply.at(2).number()) >= op.notBefore) {
        answer.person = protocol::Person{reply.at(0).string(), reply.at(1).string()};
    }
    return {Outcome(std::move(answer))};
}

RedisAnswer decode(const Probe& /*op*/, const RedisReply& reply, const RedisContext& context)
{
    return {Outcome(Probed{context.weaknesses}), static_cast<quint64>(reply.at(0).number()),
            static_cast<int>(reply.at(1).number())};
}

}  // namespace

RedisCall toCall(const Operation& operation, const RedisContext& context)
{
    return std::visit([&](const auto& op) { return encode(op, context); }, operation);
}

RedisAnswer toAnswer(const Operation& operation, const RedisReply& reply, const RedisContext& context)
{
    if (reply.isError()) {
        // OOM, READONLY, MISCONF, LOADING, NOREPLICAS…: a script that failed has written nothing.
        return {Error{ErrorCode::Unavailable, u"Redis: "_s + reply.string()}};
    }
    return std::visit([&](const auto& op) { return decode(op, reply, context); }, operation);
}

std::optional<FeedMessage> toFeedMessage(const QByteArray& message)
{
    const qsizetype end = message.indexOf('\n');
    const QList<QByteArray> head = message.left(end < 0 ? message.size() : end).split(' ');
    bool isNumber = false;
    FeedMessage parsed;
    parsed.number = head[0].toULongLong(&isNumber);
    if (!isNumber || (head.size() != 1 && head.size() != 5)) {
        return std::nullopt;
    }
    if (head.size() == 5) {
        parsed.keep = head[3] == "1";
        parsed.epoch = head[4];
        parsed.entry = toEntry(message.mid(end + 1), head[1].toULongLong(), fromMs(head[2].toLongLong()));
    }
    return parsed;
}

}  // namespace snug::store
