// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/admin_codec.h"
#include "protocol/codec.h"
#include "protocol/json_writer.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

void write(JsonWriter& out, const Hello& hello)
{
    out.field("type"_L1, "hello"_L1);
    out.field("nick"_L1, hello.nick);
    if (!hello.session.isEmpty()) {
        out.field("session"_L1, hello.session);
    }
    if (!hello.client.isEmpty()) {
        out.field("client"_L1, hello.client);
    }
}

void write(JsonWriter& out, const Join& join)
{
    out.field("type"_L1, "join"_L1);
    out.field("room"_L1, join.room);
    if (join.since) {
        out.object("since"_L1, [&] {
            out.field("epoch"_L1, join.since->epoch);
            out.field("seq"_L1, join.since->seq);
        });
    }
}

void write(JsonWriter& out, const Leave& leave)
{
    out.field("type"_L1, "leave"_L1);
    out.field("room"_L1, leave.room);
}

void write(JsonWriter& out, const Send& send)
{
    out.field("type"_L1, "send"_L1);
    out.field("room"_L1, send.room);
    out.field("text"_L1, send.text);
    out.field("nonce"_L1, send.nonce);
}

void write(JsonWriter& out, const SetTopic& topic)
{
    out.field("type"_L1, "topic"_L1);
    out.field("room"_L1, topic.room);
    out.field("topic"_L1, topic.topic);
    out.field("nonce"_L1, topic.nonce);
}

void write(JsonWriter& out, const History& history)
{
    out.field("type"_L1, "history"_L1);
    out.field("room"_L1, history.room);
    out.field("limit"_L1, history.limit);
    if (history.before) {
        out.field("before"_L1, *history.before);
    }
}

void write(JsonWriter& out, const Search& search)
{
    out.field("type"_L1, "search"_L1);
    out.field("room"_L1, search.room);
    out.field("text"_L1, search.text);
    out.field("limit"_L1, search.limit);
    if (search.before) {
        out.field("before"_L1, *search.before);
    }
}

void write(JsonWriter& out, const ListRooms& list)
{
    out.field("type"_L1, "rooms"_L1);
    out.field("after"_L1, list.after);
}

void write(JsonWriter& out, const CreateRoom& create)
{
    out.field("type"_L1, "create"_L1);
    out.field("room"_L1, create.room);
    out.field("topic"_L1, create.topic);
    out.field("keep"_L1, create.keep);
}

void write(JsonWriter& out, const Typing& typing)
{
    out.field("type"_L1, "typing"_L1);
    out.field("room"_L1, typing.room);
    out.field("active"_L1, typing.active);
}

void write(JsonWriter& out, const ListPresence& list)
{
    out.field("type"_L1, "presence"_L1);
    out.field("room"_L1, list.room);
    out.field("after"_L1, list.after);
    out.field("limit"_L1, list.limit);
}

void write(JsonWriter& out, const SetStatus& status)
{
    out.field("type"_L1, "status"_L1);
    out.field("state"_L1, wire::stateWord(status.state));
}

void write(JsonWriter& out, const Ping&)
{
    out.field("type"_L1, "ping"_L1);
}

void write(JsonWriter& out, const Probe& probe)
{
    out.field("type"_L1, "probe"_L1);
    out.field("n"_L1, probe.n);
}

void write(JsonWriter& out, const AdminCommand& command)
{
    writeAdmin(out, command);
}

}  // namespace

QByteArray encodeRequest(const Request& request)
{
    JsonWriter out;
    if (request.id) {
        out.field("id"_L1, *request.id);
    }
    std::visit([&out](const auto& command) { write(out, command); }, request.command);
    return out.finish();
}

}  // namespace snug::protocol
