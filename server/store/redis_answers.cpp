// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_answers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "store/redis_cursor.h"
#include "store/redis_facts.h"
#include "store/redis_presence.h"
#include "store/redis_servers.h"
#include "store/search.h"
#include "store/stored_time.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

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
        return {Error{ErrorCode::TooManyRooms, u"there are %1 rooms here already"_s.arg(rooms)}, 0, rooms};
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

RedisAnswer decode(const Search& op, const RedisReply& reply, const RedisContext& context)
{
    return decode(toRead(op), reply, context);
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
    return {Outcome(base::Done{}), static_cast<quint64>(reply.at(0).number()),
            static_cast<int>(reply.at(1).number())};
}

RedisAnswer decode(const ClearRoom& op, const RedisReply& reply, const RedisContext& context)
{
    const QByteArray& kind = reply.at(0).text;
    if (kind == "none") {
        return {noSuchRoom(op.room)};
    }
    if (kind != "room") {
        return {strange(reply)};
    }
    return {Outcome(factsOf(op.room, reply, context)), static_cast<quint64>(reply.at(5).number())};
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

std::optional<News> toRoomNews(const QByteArray& kind, const QByteArray& body, const RedisContext& context)
{
    if (kind == "dropped") {
        return RoomDropped{QString::fromUtf8(body)};
    }
    const bool isMade = kind == "room";
    if (!isMade && kind != "cleared") {
        return std::nullopt;
    }
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QString epoch = object.value("epoch"_L1).toString() + u'.' + context.life;
    RoomFacts facts{object.value("room"_L1).toString(),
                    object.value("topic"_L1).toString(),
                    object.value("keep"_L1).toBool(),
                    {epoch, 0},
                    isMade};
    return isMade ? News(RoomMade{std::move(facts)}) : News(RoomCleared{std::move(facts)});
}

RedisAnswer decode(const Trim& op, const RedisReply& reply, const RedisContext& /*context*/)
{
    Trimmed answer{{}, reply.at(1).text == "1", static_cast<int>(reply.at(0).number())};
    if (answer.more) {
        const std::vector<RedisReply>& done = reply.at(2).items;
        answer.next = done.empty() ? op.after : done.front().string();
    }
    return {Outcome(std::move(answer))};
}

RedisAnswer decode(const MeasureRooms& /*op*/, const RedisReply& reply, const RedisContext& /*context*/)
{
    RoomSizes sizes;
    RedisAnswer answer{Outcome(base::Done{}), static_cast<quint64>(reply.at(0).number())};
    for (const RedisReply& room : reply.at(1).items) {
        const QString name = room.at(0).string();
        sizes.rooms.append(
            {name, static_cast<quint64>(room.at(2).number()), static_cast<quint64>(room.at(3).number())});
        if (room.at(1).text == "0") {
            answer.sizesElsewhere.insert(name, {room.at(4).text, static_cast<quint64>(room.at(5).number())});
        }
    }
    answer.result = Outcome(std::move(sizes));
    return answer;
}

RedisAnswer decode(const Import& op, const RedisReply& reply, const RedisContext& context)
{
    const QByteArray& kind = reply.at(0).text;
    if (kind == "exists") {
        return {Error{ErrorCode::RoomExists, u"another room %1 is there"_s.arg(op.room)}};
    }
    if (kind != "room") {
        return {strange(reply)};
    }
    RoomFacts facts = factsOf(op.room, reply, context);
    facts.created = reply.at(5).number() == 1;
    return {Outcome(std::move(facts)), 0, static_cast<int>(reply.at(6).number())};
}

RedisAnswer decode(const ListSessions& op, const RedisReply& reply, const RedisContext& /*context*/)
{
    SessionPage page;
    for (const RedisReply& session : reply.at(1).items) {
        page.sessions.append({session.at(0).text.mid(session.at(0).text.lastIndexOf(':') + 1),
                              {session.at(1).string(), session.at(2).string()},
                              fromMs(session.at(3).number())});
    }
    page.next = RedisCursor{RedisCursor::parse(op.cursor).server, reply.at(0).text}.text();
    return {Outcome(std::move(page))};
}

}  // namespace

RedisAnswer toAnswer(const Operation& operation, const RedisReply& reply, const RedisContext& context)
{
    if (reply.isError()) {
        // OOM, READONLY, MISCONF, LOADING, NOREPLICAS…: a script that failed has written nothing.
        return {Error{ErrorCode::Unavailable, u"Redis: "_s + reply.string()}};
    }
    return std::visit([&](const auto& op) { return decode(op, reply, context); }, operation);
}

std::optional<FeedMessage> toFeedMessage(const QByteArray& message, const RedisContext& context)
{
    const qsizetype end = message.indexOf('\n');
    const QList<QByteArray> head = message.left(end < 0 ? message.size() : end).split(' ');
    const QByteArray body = end < 0 ? QByteArray() : message.mid(end + 1);
    bool isNumber = false;
    FeedMessage parsed;
    parsed.number = head[0].toULongLong(&isNumber);
    if (head[0] == "-") {
        parsed.number.reset();
    } else if (!isNumber) {
        return std::nullopt;
    }
    if (head.size() == 3) {
        parsed.server = head[2];
        parsed.news = toRoomNews(head[1], body, context);
        if (!parsed.news) {
            parsed.news = toFactNews(head[1], body);
        }
        if (!parsed.news) {
            parsed.news =
                toPeopleNews(head[1], QString::fromLatin1(head[2]), body, parsed.number.value_or(0));
        }
    } else if (head.size() == 5) {
        parsed.keep = head[3] == "1";
        parsed.epoch = head[4];
        parsed.entry = toEntry(body, head[1].toULongLong(), fromMs(head[2].toLongLong()));
    }
    return parsed;
}

}  // namespace snug::store
