// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "protocol/codec.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

QJsonObject person(const Person& value)
{
    return {{u"user"_s, value.user}, {u"nick"_s, value.nick}};
}

QJsonObject member(const Member& value)
{
    return {{u"user"_s, value.person.user},
            {u"nick"_s, value.person.nick},
            {u"state"_s, wire::stateWord(value.state)}};
}

QJsonObject roomInfo(const RoomInfo& value)
{
    return {{u"room"_s, value.name},
            {u"topic"_s, value.topic},
            {u"keep"_s, value.keep},
            {u"seq"_s, static_cast<qint64>(value.seq)},
            {u"count"_s, value.members}};
}

QJsonObject entry(const LogEntry& value)
{
    const bool topic = value.kind == EntryKind::Topic;
    return {{u"type"_s, wire::kindWord(value.kind)},
            {u"room"_s, value.room},
            {u"seq"_s, static_cast<qint64>(value.seq)},
            {u"at"_s, wire::fromWall(value.at)},
            {u"from"_s, person(value.from)},
            {topic ? u"topic"_s : u"text"_s, value.text},
            {u"nonce"_s, value.nonce}};
}

template <class T, class Write>
QJsonArray list(const QVector<T>& values, Write write)
{
    QJsonArray out;
    for (const T& value : values) {
        out.append(write(value));
    }
    return out;
}

QJsonObject limitsObject(const Limits& limits)
{
    return {{u"frame_bytes"_s, limits.frame.count},
            {u"text_characters"_s, limits.textCharacters},
            {u"nick_characters"_s, limits.nickCharacters},
            {u"room_characters"_s, limits.roomCharacters},
            {u"topic_characters"_s, limits.topicCharacters},
            {u"nonce_characters"_s, limits.nonceCharacters},
            {u"rooms_per_person"_s, limits.roomsPerPerson},
            {u"rooms_total"_s, limits.roomsTotal},
            {u"history_page"_s, limits.historyPage},
            {u"presence_page"_s, limits.membersPage},
            {u"resume_events"_s, limits.resumeEvents},
            {u"presence_detailed"_s, limits.presenceDetailed},
            {u"messages_per_second"_s, limits.messages.perSecond},
            {u"messages_burst"_s, limits.messages.burst},
            {u"commands_per_second"_s, limits.commands.perSecond},
            {u"commands_burst"_s, limits.commands.burst},
            {u"ping_seconds"_s, static_cast<qint64>(limits.ping.count())},
            {u"idle_seconds"_s, static_cast<qint64>(limits.idle.count())}};
}

QJsonObject write(const Welcome& welcome)
{
    return {
        {u"type"_s, u"welcome"_s},
        {u"session"_s, welcome.session},
        {u"user"_s, welcome.you.user},
        {u"nick"_s, welcome.you.nick},
        {u"resumed"_s, welcome.resumed},
        {u"server"_s, QJsonObject{{u"name"_s, welcome.server.name}, {u"version"_s, welcome.server.version}}},
        {u"rooms"_s, list(welcome.rooms, roomInfo)},
        {u"next"_s, welcome.roomsNext},
        {u"limits"_s, limitsObject(welcome.limits)},
        {u"storing"_s, welcome.storing}};
}

QJsonObject write(const Joined& joined)
{
    return {{u"type"_s, u"joined"_s},
            {u"room"_s, joined.room},
            {u"epoch"_s, joined.head.epoch},
            {u"seq"_s, static_cast<qint64>(joined.head.seq)},
            {u"topic"_s, joined.topic},
            {u"keep"_s, joined.keep},
            {u"members"_s, list(joined.members, member)},
            {u"count"_s, joined.memberCount},
            {u"summarised"_s, joined.summarised},
            {u"gap"_s, joined.gap}};
}

QJsonObject write(const Left& left)
{
    return {{u"type"_s, u"left"_s}, {u"room"_s, left.room}};
}

QJsonObject write(const Sent& sent)
{
    return {{u"type"_s, u"sent"_s},
            {u"room"_s, sent.room},
            {u"seq"_s, static_cast<qint64>(sent.seq)},
            {u"at"_s, wire::fromWall(sent.at)}};
}

QJsonObject write(const HistoryPage& page)
{
    return {{u"type"_s, u"history"_s},
            {u"room"_s, page.room},
            {u"epoch"_s, page.epoch},
            {u"entries"_s, list(page.entries, entry)},
            {u"more"_s, page.more}};
}

QJsonObject write(const RoomPage& page)
{
    return {{u"type"_s, u"rooms"_s}, {u"rooms"_s, list(page.rooms, roomInfo)}, {u"next"_s, page.next}};
}

QJsonObject write(const Created& created)
{
    QJsonObject out = roomInfo(created.room);
    out.insert("type"_L1, u"created"_s);
    return out;
}

QJsonObject write(const PresencePage& page)
{
    return {{u"type"_s, u"presence"_s},
            {u"room"_s, page.room},
            {u"members"_s, list(page.members, member)},
            {u"next"_s, page.next},
            {u"count"_s, page.memberCount}};
}

QJsonObject write(const Pong& pong)
{
    return {{u"type"_s, u"pong"_s}, {u"at"_s, wire::fromWall(pong.at)}};
}

QJsonObject write(const Ok&)
{
    return {{u"type"_s, u"ok"_s}};
}

QJsonObject write(const Error& error)
{
    return {{u"error"_s, QJsonObject{{u"code"_s, errorWord(error.code)},
                                     {u"message"_s, error.message},
                                     {u"temporary"_s, isTemporary(error.code)}}}};
}

QJsonObject write(const Logged& logged)
{
    return entry(logged.entry);
}

QJsonObject write(const PresenceChange& change)
{
    return {{u"type"_s, u"presence"_s},
            {u"room"_s, change.room},
            {u"count"_s, change.memberCount},
            {u"here"_s, list(change.here, member)},
            {u"gone"_s, list(change.gone, person)},
            {u"truncated"_s, change.truncated},
            {u"summarised"_s, change.summarised}};
}

QJsonObject write(const TypingChange& change)
{
    return {{u"type"_s, u"typing"_s},
            {u"room"_s, change.room},
            {u"from"_s, person(change.who)},
            {u"active"_s, change.active}};
}

QJsonObject write(const RoomChange& change)
{
    QJsonObject out = roomInfo(change.room);
    out.insert("type"_L1, u"room"_s);
    out.insert("removed"_L1, change.removed);
    return out;
}

QJsonObject write(const LogReset& reset)
{
    return {{u"type"_s, u"reset"_s},
            {u"room"_s, reset.room},
            {u"epoch"_s, reset.head.epoch},
            {u"seq"_s, static_cast<qint64>(reset.head.seq)}};
}

QJsonObject write(const StoringChange& change)
{
    return {{u"type"_s, u"storing"_s}, {u"storing"_s, change.storing}};
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

}  // namespace

QByteArray encodeReply(const Reply& reply)
{
    QJsonObject out = std::visit([](const auto& answer) { return write(answer); }, reply.answer);
    if (reply.re) {
        out.insert("re"_L1, *reply.re);
    }
    return compact(out);
}

QByteArray encodePush(const Push& push)
{
    return compact(std::visit([](const auto& event) { return write(event); }, push));
}

}  // namespace snug::protocol
