// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "client/room_text.h"

namespace snug::client {

namespace {

using namespace Qt::StringLiterals;

qint64 toMs(base::WallTime at)
{
    return at.time_since_epoch().count();
}

QJsonObject toJson(const protocol::LogEntry& entry)
{
    QJsonObject out{
        {u"seq"_s, static_cast<qint64>(entry.seq)},
        {u"at"_s, toMs(entry.at)},
        {u"from"_s, QJsonObject{{u"user"_s, entry.from.user}, {u"nick"_s, entry.from.nick}}},
    };
    const bool isTopic = entry.kind == protocol::EntryKind::Topic;
    out.insert(u"type"_s, isTopic ? u"topic"_s : u"message"_s);
    out.insert(isTopic ? u"topic"_s : u"text"_s, entry.text);
    return out;
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

}  // namespace

QByteArray RoomAsJson::begin(const protocol::admin::Room& room, base::WallTime now)
{
    const QJsonObject facts{
        {u"room"_s, room.name},     {u"topic"_s, room.topic},      {u"keep"_s, room.keep},
        {u"locked"_s, room.locked}, {u"exported_at"_s, toMs(now)},
    };
    QByteArray head = compact(facts);
    head.chop(1);  // goes on
    return head + ",\"entries\":[";
}

QByteArray RoomAsJson::entries(const QVector<protocol::LogEntry>& entries)
{
    QByteArray out;
    for (const protocol::LogEntry& entry : entries) {
        out += std::exchange(any_, true) ? ",\n" : "\n";
        out += compact(toJson(entry));
    }
    return out;
}

QByteArray RoomAsJson::end()
{
    return "\n]}\n";
}

}  // namespace snug::client
