// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>

#include "protocol/codec.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

QJsonObject write(const Hello& hello)
{
    QJsonObject out{{u"type"_s, u"hello"_s}, {u"nick"_s, hello.nick}};
    if (!hello.session.isEmpty()) {
        out.insert("session"_L1, hello.session);
    }
    if (!hello.client.isEmpty()) {
        out.insert("client"_L1, hello.client);
    }
    return out;
}

QJsonObject write(const Join& join)
{
    QJsonObject out{{u"type"_s, u"join"_s}, {u"room"_s, join.room}};
    if (join.since) {
        out.insert("since"_L1, QJsonObject{{u"epoch"_s, join.since->epoch},
                                           {u"seq"_s, static_cast<qint64>(join.since->seq)}});
    }
    return out;
}

QJsonObject write(const Leave& leave)
{
    return {{u"type"_s, u"leave"_s}, {u"room"_s, leave.room}};
}

QJsonObject write(const Send& send)
{
    return {{u"type"_s, u"send"_s}, {u"room"_s, send.room}, {u"text"_s, send.text}, {u"nonce"_s, send.nonce}};
}

QJsonObject write(const SetTopic& topic)
{
    return {{u"type"_s, u"topic"_s},
            {u"room"_s, topic.room},
            {u"topic"_s, topic.topic},
            {u"nonce"_s, topic.nonce}};
}

QJsonObject write(const History& history)
{
    QJsonObject out{{u"type"_s, u"history"_s}, {u"room"_s, history.room}, {u"limit"_s, history.limit}};
    if (history.before) {
        out.insert("before"_L1, static_cast<qint64>(*history.before));
    }
    return out;
}

QJsonObject write(const ListRooms& list)
{
    return {{u"type"_s, u"rooms"_s}, {u"after"_s, list.after}};
}

QJsonObject write(const CreateRoom& create)
{
    return {{u"type"_s, u"create"_s},
            {u"room"_s, create.room},
            {u"topic"_s, create.topic},
            {u"keep"_s, create.keep}};
}

QJsonObject write(const Typing& typing)
{
    return {{u"type"_s, u"typing"_s}, {u"room"_s, typing.room}, {u"active"_s, typing.active}};
}

QJsonObject write(const ListPresence& list)
{
    return {{u"type"_s, u"presence"_s},
            {u"room"_s, list.room},
            {u"after"_s, list.after},
            {u"limit"_s, list.limit}};
}

QJsonObject write(const SetStatus& status)
{
    return {{u"type"_s, u"status"_s}, {u"state"_s, wire::stateWord(status.state)}};
}

QJsonObject write(const Ping&)
{
    return {{u"type"_s, u"ping"_s}};
}

}  // namespace

QByteArray encodeRequest(const Request& request)
{
    QJsonObject out = std::visit([](const auto& command) { return write(command); }, request.command);
    if (request.id) {
        out.insert("id"_L1, *request.id);
    }
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

}  // namespace snug::protocol
