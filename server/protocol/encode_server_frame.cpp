// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/admin_codec.h"
#include "protocol/codec.h"
#include "protocol/json_writer.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

// The fields of a value, into the object that `out` is in.

void write(JsonWriter& out, const Person& value)
{
    out.field("user"_L1, value.user);
    out.field("nick"_L1, value.nick);
}

void write(JsonWriter& out, const Member& value)
{
    write(out, value.person);
    out.field("state"_L1, wire::stateWord(value.state));
}

void write(JsonWriter& out, const RoomInfo& value)
{
    out.field("room"_L1, value.name);
    out.field("topic"_L1, value.topic);
    out.field("keep"_L1, value.keep);
    out.field("seq"_L1, value.seq);
    out.field("count"_L1, value.members);
}

void write(JsonWriter& out, const LogEntry& value)
{
    out.field("type"_L1, wire::kindWord(value.kind));
    out.field("room"_L1, value.room);
    out.field("seq"_L1, value.seq);
    out.field("at"_L1, wire::fromWall(value.at));
    out.object("from"_L1, [&] { write(out, value.from); });
    out.field(value.kind == EntryKind::Topic ? "topic"_L1 : "text"_L1, value.text);
    out.field("nonce"_L1, value.nonce);
}

void write(JsonWriter& out, const Limits& limits)
{
    out.field("frame_bytes"_L1, limits.frame.count);
    out.field("text_characters"_L1, limits.textCharacters);
    out.field("nick_characters"_L1, limits.nickCharacters);
    out.field("room_characters"_L1, limits.roomCharacters);
    out.field("topic_characters"_L1, limits.topicCharacters);
    out.field("nonce_characters"_L1, limits.nonceCharacters);
    out.field("search_characters"_L1, limits.searchCharacters);
    out.field("rooms_per_person"_L1, limits.roomsPerPerson);
    out.field("rooms_total"_L1, limits.roomsTotal);
    out.field("history_page"_L1, limits.historyPage);
    out.field("presence_page"_L1, limits.membersPage);
    out.field("resume_events"_L1, limits.resumeEvents);
    out.field("presence_detailed"_L1, limits.presenceDetailed);
    out.field("messages_per_second"_L1, limits.messages.perSecond);
    out.field("messages_burst"_L1, limits.messages.burst);
    out.field("commands_per_second"_L1, limits.commands.perSecond);
    out.field("commands_burst"_L1, limits.commands.burst);
    out.field("ping_seconds"_L1, qint64{limits.ping.count()});
    out.field("idle_seconds"_L1, qint64{limits.idle.count()});
}

template <class T>
void writeList(JsonWriter& out, QLatin1StringView name, const QVector<T>& values)
{
    out.list(name, values, [&out](const T& value) { write(out, value); });
}

// Answers.

void write(JsonWriter& out, const Welcome& welcome)
{
    out.field("type"_L1, "welcome"_L1);
    out.field("session"_L1, welcome.session);
    write(out, welcome.you);
    out.field("resumed"_L1, welcome.resumed);
    out.object("server"_L1, [&] {
        out.field("name"_L1, welcome.server.name);
        out.field("version"_L1, welcome.server.version);
    });
    writeList(out, "rooms"_L1, welcome.rooms);
    out.field("next"_L1, welcome.roomsNext);
    out.object("limits"_L1, [&] { write(out, welcome.limits); });
    out.field("storing"_L1, welcome.storing);
    out.field("role"_L1, roleWord(welcome.role));
}

void write(JsonWriter& out, const Joined& joined)
{
    out.field("type"_L1, "joined"_L1);
    out.field("room"_L1, joined.room);
    out.field("epoch"_L1, joined.head.epoch);
    out.field("seq"_L1, joined.head.seq);
    out.field("topic"_L1, joined.topic);
    out.field("keep"_L1, joined.keep);
    writeList(out, "members"_L1, joined.members);
    out.field("count"_L1, joined.memberCount);
    out.field("summarised"_L1, joined.summarised);
    out.field("gap"_L1, joined.gap);
}

void write(JsonWriter& out, const Left& left)
{
    out.field("type"_L1, "left"_L1);
    out.field("room"_L1, left.room);
}

void write(JsonWriter& out, const Sent& sent)
{
    out.field("type"_L1, "sent"_L1);
    out.field("room"_L1, sent.room);
    out.field("seq"_L1, sent.seq);
    out.field("at"_L1, wire::fromWall(sent.at));
}

void write(JsonWriter& out, const HistoryPage& page)
{
    out.field("type"_L1, "history"_L1);
    out.field("room"_L1, page.room);
    out.field("epoch"_L1, page.epoch);
    writeList(out, "entries"_L1, page.entries);
    out.field("more"_L1, page.more);
}

void write(JsonWriter& out, const Found& found)
{
    out.field("type"_L1, "found"_L1);
    out.field("room"_L1, found.room);
    out.field("epoch"_L1, found.epoch);
    writeList(out, "entries"_L1, found.entries);
    if (found.next) {
        out.field("next"_L1, *found.next);
    }
}

void write(JsonWriter& out, const RoomPage& page)
{
    out.field("type"_L1, "rooms"_L1);
    writeList(out, "rooms"_L1, page.rooms);
    out.field("next"_L1, page.next);
}

void write(JsonWriter& out, const Created& created)
{
    out.field("type"_L1, "created"_L1);
    write(out, created.room);
}

void write(JsonWriter& out, const PresencePage& page)
{
    out.field("type"_L1, "presence"_L1);
    out.field("room"_L1, page.room);
    writeList(out, "members"_L1, page.members);
    out.field("next"_L1, page.next);
    out.field("count"_L1, page.memberCount);
}

void write(JsonWriter& out, const Pong& pong)
{
    out.field("type"_L1, "pong"_L1);
    out.field("at"_L1, wire::fromWall(pong.at));
}

void write(JsonWriter& out, const Ok&)
{
    out.field("type"_L1, "ok"_L1);
}

void write(JsonWriter& out, const AdminAnswer& answer)
{
    writeAdmin(out, answer);
}

void write(JsonWriter& out, const Error& error)
{
    out.object("error"_L1, [&] {
        out.field("code"_L1, errorWord(error.code));
        out.field("message"_L1, error.message);
        out.field("temporary"_L1, isTemporary(error.code));
    });
}

// What the server says by itself.

void write(JsonWriter& out, const Logged& logged)
{
    write(out, logged.entry);
}

void write(JsonWriter& out, const PresenceChange& change)
{
    out.field("type"_L1, "presence"_L1);
    out.field("room"_L1, change.room);
    out.field("count"_L1, change.memberCount);
    writeList(out, "here"_L1, change.here);
    writeList(out, "gone"_L1, change.gone);
    out.field("truncated"_L1, change.truncated);
    out.field("summarised"_L1, change.summarised);
}

void write(JsonWriter& out, const TypingChange& change)
{
    out.field("type"_L1, "typing"_L1);
    out.field("room"_L1, change.room);
    out.object("from"_L1, [&] { write(out, change.who); });
    out.field("active"_L1, change.active);
}

void write(JsonWriter& out, const RoomChange& change)
{
    out.field("type"_L1, "room"_L1);
    write(out, change.room);
    out.field("removed"_L1, change.removed);
}

void write(JsonWriter& out, const LogReset& reset)
{
    out.field("type"_L1, "reset"_L1);
    out.field("room"_L1, reset.room);
    out.field("epoch"_L1, reset.head.epoch);
    out.field("seq"_L1, reset.head.seq);
    out.field("cleared"_L1, reset.cleared);
}

void write(JsonWriter& out, const StoringChange& change)
{
    out.field("type"_L1, "storing"_L1);
    out.field("storing"_L1, change.storing);
}

void write(JsonWriter& out, const Notice& notice)
{
    out.field("type"_L1, "notice"_L1);
    out.field("by"_L1, notice.by);
    out.field("text"_L1, notice.text);
}

void write(JsonWriter& out, const Probed& probed)
{
    out.field("type"_L1, "probed"_L1);
    out.field("n"_L1, probed.n);
}

void write(JsonWriter& out, const AdminPush& push)
{
    writeAdmin(out, push);
}

}  // namespace

QByteArray encodeReply(const Reply& reply)
{
    JsonWriter out;
    if (reply.re) {
        out.field("re"_L1, *reply.re);
    }
    std::visit([&out](const auto& answer) { write(out, answer); }, reply.answer);
    return out.finish();
}

QByteArray encodePush(const Push& push)
{
    JsonWriter out;
    std::visit([&out](const auto& event) { write(out, event); }, push);
    return out.finish();
}

}  // namespace snug::protocol
