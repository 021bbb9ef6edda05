// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include "protocol/admin_codec.h"
#include "protocol/codec.h"
#include "protocol/json_fields.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

quint64 readSeq(JsonFields& in)
{
    return static_cast<quint64>(in.integer("seq"_L1));
}

int readCount(JsonFields& in)
{
    return static_cast<int>(in.integer("count"_L1, 0, std::numeric_limits<int>::max()));
}

Person readPerson(JsonFields& in)
{
    return {in.text("user"_L1), in.text("nick"_L1)};
}

Member readMember(JsonFields& in)
{
    const Person person = readPerson(in);
    return {person, wire::readState(in)};
}

RoomInfo readRoomInfo(JsonFields& in)
{
    return {in.text("room"_L1), in.text("topic"_L1), in.flagOr("keep"_L1, true), readSeq(in), readCount(in)};
}

LogEntry readEntry(JsonFields& in)
{
    LogEntry entry;
    entry.kind = in.text("type"_L1) == u"topic" ? EntryKind::Topic : EntryKind::Message;
    entry.room = in.text("room"_L1);
    entry.seq = readSeq(in);
    entry.at = wire::toWall(in.integer("at"_L1));
    JsonFields from(in.object("from"_L1));
    entry.from = readPerson(from);
    in.take(from);
    entry.text = in.text(entry.kind == EntryKind::Topic ? "topic"_L1 : "text"_L1);
    entry.nonce = in.textOr("nonce"_L1);
    return entry;
}

template <class T>
QVector<T> readList(JsonFields& in, QLatin1StringView name, T (*read)(JsonFields&))
{
    QVector<T> out;
    for (const QJsonValue value : in.array(name)) {
        JsonFields fields(value.toObject());
        out.append(read(fields));
        in.take(fields);
    }
    return out;
}

Limits readLimits(JsonFields& in)
{
    const auto whole = [&in](QLatin1StringView name) {
        return static_cast<int>(in.integer(name, 0, std::numeric_limits<int>::max()));
    };
    Limits limits;
    limits.frame = base::Bytes{in.integer("frame_bytes"_L1)};
    limits.textCharacters = whole("text_characters"_L1);
    limits.nickCharacters = whole("nick_characters"_L1);
    limits.roomCharacters = whole("room_characters"_L1);
    limits.topicCharacters = whole("topic_characters"_L1);
    limits.nonceCharacters = whole("nonce_characters"_L1);
    limits.searchCharacters = whole("search_characters"_L1);
    limits.roomsPerPerson = whole("rooms_per_person"_L1);
    limits.roomsTotal = whole("rooms_total"_L1);
    limits.historyPage = whole("history_page"_L1);
    limits.membersPage = whole("presence_page"_L1);
    limits.resumeEvents = whole("resume_events"_L1);
    limits.presenceDetailed = whole("presence_detailed"_L1);
    limits.messages = {in.number("messages_per_second"_L1), in.number("messages_burst"_L1)};
    limits.commands = {in.number("commands_per_second"_L1), in.number("commands_burst"_L1)};
    limits.ping = std::chrono::seconds{whole("ping_seconds"_L1)};
    limits.idle = std::chrono::seconds{whole("idle_seconds"_L1)};
    return limits;
}

Answer readWelcome(JsonFields& in)
{
    Welcome welcome;
    welcome.session = in.text("session"_L1);
    welcome.you = readPerson(in);
    welcome.resumed = in.flagOr("resumed"_L1, false);
    JsonFields server(in.object("server"_L1));
    welcome.server = {server.text("name"_L1), server.text("version"_L1)};
    in.take(server);
    welcome.rooms = readList(in, "rooms"_L1, readRoomInfo);
    welcome.roomsNext = in.textOr("next"_L1);
    JsonFields limits(in.object("limits"_L1));
    welcome.limits = readLimits(limits);
    in.take(limits);
    welcome.storing = in.flagOr("storing"_L1, true);
    welcome.role = readRole(in);
    return welcome;
}

Answer readJoined(JsonFields& in)
{
    Joined joined;
    joined.room = in.text("room"_L1);
    joined.head = {in.text("epoch"_L1), readSeq(in)};
    joined.topic = in.text("topic"_L1);
    joined.keep = in.flagOr("keep"_L1, true);
    joined.members = readList(in, "members"_L1, readMember);
    joined.memberCount = readCount(in);
    joined.summarised = in.flagOr("summarised"_L1, false);
    joined.gap = in.flagOr("gap"_L1, false);
    return joined;
}

Answer readHistory(JsonFields& in)
{
    return HistoryPage{in.text("room"_L1), in.text("epoch"_L1), readList(in, "entries"_L1, readEntry),
                       in.flagOr("more"_L1, false)};
}

Answer readFound(JsonFields& in)
{
    Found found{in.text("room"_L1), in.text("epoch"_L1), readList(in, "entries"_L1, readEntry), std::nullopt};
    if (const auto next = in.integerIf("next"_L1, 1)) {
        found.next = static_cast<quint64>(*next);
    }
    return found;
}

Answer readPresencePage(JsonFields& in)
{
    return PresencePage{in.text("room"_L1), readList(in, "members"_L1, readMember), in.textOr("next"_L1),
                        readCount(in)};
}

Answer readError(const QJsonObject& object)
{
    const QString message = object.value("message"_L1).toString();
    const auto code = errorFromWord(object.value("code"_L1).toString());
    // A code that this version does not know: what matters is whether a retry can help.
    const bool temporary = object.value("temporary"_L1).toBool();
    return makeError(code.value_or(temporary ? ErrorCode::Overloaded : ErrorCode::BadField), message);
}

std::optional<Answer> readAnswer(const QString& type, JsonFields& in)
{
    if (type == u"welcome") {
        return readWelcome(in);
    }
    if (type == u"joined") {
        return readJoined(in);
    }
    if (type == u"left") {
        return Left{in.text("room"_L1)};
    }
    if (type == u"sent") {
        return Sent{in.text("room"_L1), readSeq(in), wire::toWall(in.integer("at"_L1))};
    }
    if (type == u"history") {
        return readHistory(in);
    }
    if (type == u"found") {
        return readFound(in);
    }
    if (type == u"rooms") {
        return RoomPage{readList(in, "rooms"_L1, readRoomInfo), in.textOr("next"_L1)};
    }
    if (type == u"created") {
        return Created{readRoomInfo(in)};
    }
    if (type == u"presence") {
        return readPresencePage(in);
    }
    if (type == u"pong") {
        return Pong{wire::toWall(in.integer("at"_L1))};
    }
    if (type == u"ok") {
        return Ok{};
    }
    if (auto answer = readAdminAnswer(type, in)) {
        return std::move(*answer);
    }
    return std::nullopt;
}

std::optional<Push> readPush(const QString& type, JsonFields& in)
{
    if (type == u"message" || type == u"topic") {
        return Logged{readEntry(in)};
    }
    if (type == u"presence") {
        return PresenceChange{in.text("room"_L1),
                              readCount(in),
                              readList(in, "here"_L1, readMember),
                              readList(in, "gone"_L1, readPerson),
                              in.flagOr("truncated"_L1, false),
                              in.flagOr("summarised"_L1, false)};
    }
    if (type == u"typing") {
        JsonFields from(in.object("from"_L1));
        const Person who = readPerson(from);
        in.take(from);
        return TypingChange{in.text("room"_L1), who, in.flagOr("active"_L1, true)};
    }
    if (type == u"room") {
        return RoomChange{readRoomInfo(in), in.flagOr("removed"_L1, false)};
    }
    if (type == u"reset") {
        return LogReset{
            in.text("room"_L1), {in.text("epoch"_L1), readSeq(in)}, in.flagOr("cleared"_L1, false)};
    }
    if (type == u"storing") {
        return StoringChange{in.flag("storing"_L1)};
    }
    if (type == u"notice") {
        return Notice{in.text("by"_L1), in.text("text"_L1)};
    }
    if (type == u"probed") {
        return Probed{static_cast<quint64>(in.integer("n"_L1))};
    }
    if (auto push = readAdminPush(type, in)) {
        return std::move(*push);
    }
    return std::nullopt;
}

}  // namespace

base::Result<ServerFrame, DecodeError> decodeServerFrame(const QByteArray& frame)
{
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(frame, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject()) {
        return DecodeError{std::nullopt, makeError(ErrorCode::BadJson)};
    }
    const QJsonObject object = document.object();
    JsonFields in(object);
    const auto re = in.integerIf("re"_L1);
    const QJsonValue error = object.value("error"_L1);
    if (error.isObject()) {
        return ServerFrame{Reply{re, readError(error.toObject())}};
    }
    const QString type = in.text("type"_L1);
    std::optional<ServerFrame> read;
    if (re) {
        if (auto answer = readAnswer(type, in)) {
            read = Reply{re, std::move(*answer)};
        }
    } else if (auto push = readPush(type, in)) {
        read = std::move(*push);
    }
    if (!read) {
        return DecodeError{re, makeError(ErrorCode::BadType)};
    }
    if (in.error()) {
        return DecodeError{re, *in.error()};
    }
    return std::move(*read);
}

}  // namespace snug::protocol
