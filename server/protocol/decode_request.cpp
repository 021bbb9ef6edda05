// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHash>
#include <QJsonDocument>

#include "protocol/admin_codec.h"
#include "protocol/codec.h"
#include "protocol/json_fields.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

Command readHello(JsonFields& in)
{
    return Hello{in.text("nick"_L1), in.textOr("session"_L1), in.textOr("client"_L1)};
}

Command readJoin(JsonFields& in)
{
    Join join{in.text("room"_L1), std::nullopt};
    if (const auto since = in.objectIf("since"_L1)) {
        JsonFields fields(*since);
        join.since = Position{fields.text("epoch"_L1), static_cast<quint64>(fields.integer("seq"_L1))};
        in.take(fields);
    }
    return join;
}

Command readLeave(JsonFields& in)
{
    return Leave{in.text("room"_L1)};
}

Command readSend(JsonFields& in)
{
    return Send{in.text("room"_L1), in.text("text"_L1), in.text("nonce"_L1)};
}

Command readTopic(JsonFields& in)
{
    return SetTopic{in.text("room"_L1), in.text("topic"_L1), in.text("nonce"_L1)};
}

std::optional<quint64> readBefore(JsonFields& in)
{
    const auto before = in.integerIf("before"_L1, 1);
    return before ? std::optional(static_cast<quint64>(*before)) : std::nullopt;
}

int readLimit(JsonFields& in, int unlessTold)
{
    return static_cast<int>(in.integerIf("limit"_L1, 1, 1'000'000).value_or(unlessTold));
}

Command readHistory(JsonFields& in)
{
    return History{in.text("room"_L1), readBefore(in), readLimit(in, History{}.limit)};
}

Command readSearch(JsonFields& in)
{
    return Search{in.text("room"_L1), in.text("text"_L1), readBefore(in), readLimit(in, Search{}.limit)};
}

Command readRooms(JsonFields& in)
{
    return ListRooms{in.textOr("after"_L1)};
}

Command readCreate(JsonFields& in)
{
    return CreateRoom{in.text("room"_L1), in.textOr("topic"_L1), in.flagOr("keep"_L1, true)};
}

Command readTyping(JsonFields& in)
{
    return Typing{in.text("room"_L1), in.flagOr("active"_L1, true)};
}

Command readPresence(JsonFields& in)
{
    return ListPresence{in.text("room"_L1), in.textOr("after"_L1), readLimit(in, ListPresence{}.limit)};
}

Command readStatus(JsonFields& in)
{
    return SetStatus{wire::readState(in)};
}

Command readPing(JsonFields&)
{
    return Ping{};
}

Command readProbe(JsonFields& in)
{
    return Probe{static_cast<quint64>(in.integer("n"_L1))};
}

using Reader = Command (*)(JsonFields&);

Reader readerOf(const QString& type)
{
    static const QHash<QString, Reader> readers{
        {u"hello"_s, readHello},   {u"join"_s, readJoin},         {u"leave"_s, readLeave},
        {u"send"_s, readSend},     {u"topic"_s, readTopic},       {u"history"_s, readHistory},
        {u"search"_s, readSearch}, {u"rooms"_s, readRooms},       {u"create"_s, readCreate},
        {u"typing"_s, readTyping}, {u"presence"_s, readPresence}, {u"status"_s, readStatus},
        {u"ping"_s, readPing},     {u"probe"_s, readProbe},
    };
    return readers.value(type, nullptr);
}

std::optional<Command> readCommand(const QString& type, JsonFields& in)
{
    if (const Reader reader = readerOf(type)) {
        return reader(in);
    }
    if (auto command = readAdminCommand(type, in)) {
        return std::move(*command);
    }
    return std::nullopt;
}

}  // namespace

base::Result<Request, DecodeError> decodeRequest(const QByteArray& frame)
{
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(frame, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject()) {
        return DecodeError{std::nullopt, makeError(ErrorCode::BadJson)};
    }
    JsonFields in(document.object());
    const auto id = in.integerIf("id"_L1);
    if (in.error()) {
        return DecodeError{std::nullopt, *in.error()};
    }
    // No type, or one that is no text, is no type of ours.
    auto command = readCommand(document.object().value("type"_L1).toString(), in);
    if (!command) {
        return DecodeError{id, makeError(ErrorCode::BadType)};
    }
    if (in.error()) {
        return DecodeError{id, *in.error()};
    }
    return Request{id, std::move(*command)};
}

}  // namespace snug::protocol
