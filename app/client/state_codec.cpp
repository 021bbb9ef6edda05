// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/state_codec.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace snug::client {

namespace {

constexpr int kReadableName = 60;

// Reads fields and remembers whether any was of the wrong type.
class Fields {
public:
    explicit Fields(const QJsonValue& value)
        : object_(value.toObject())
        , good_(value.isObject())
    {
    }

    QString text(QLatin1StringView name) { return expect(name, QJsonValue::String).toString(); }
    bool flag(QLatin1StringView name) { return expect(name, QJsonValue::Bool).toBool(); }
    QJsonArray list(QLatin1StringView name) { return expect(name, QJsonValue::Array).toArray(); }
    qint64 number(QLatin1StringView name) { return expect(name, QJsonValue::Double).toInteger(); }
    bool has(QLatin1StringView name) const { return object_.contains(name); }
    bool good() const { return good_; }

private:
    QJsonValue expect(QLatin1StringView name, QJsonValue::Type type)
    {
        QJsonValue value = object_.value(name);
        good_ = good_ && value.type() == type;
        return value;
    }

    QJsonObject object_;
    bool good_;
};

QByteArray document(const ServerAddress& server, QJsonObject content)
{
    content.insert(QLatin1StringView("version"), kStateVersion);
    content.insert(QLatin1StringView("server"), server.text());
    return QJsonDocument(content).toJson(QJsonDocument::Indented);
}

std::optional<Fields> fieldsOf(const QByteArray& bytes)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject()) {
        return std::nullopt;
    }
    Fields fields(document.object());
    if (fields.number(QLatin1StringView("version")) != kStateVersion || !fields.good()) {
        return std::nullopt;
    }
    return fields;
}

std::optional<Outgoing> outgoingOf(const QJsonValue& value)
{
    Fields fields(value);
    Outgoing message;
    message.room = fields.text(QLatin1StringView("room"));
    message.text = fields.text(QLatin1StringView("text"));
    message.nonce = fields.text(QLatin1StringView("nonce"));
    message.queuedAt =
        base::WallTime(std::chrono::milliseconds(fields.number(QLatin1StringView("queued_at"))));
    if (fields.has(QLatin1StringView("failed"))) {
        const auto code = protocol::errorFromWord(fields.text(QLatin1StringView("failed")));
        message.state = OutgoingState::Failed;
        message.error = protocol::makeError(code.value_or(protocol::ErrorCode::Internal),
                                            fields.text(QLatin1StringView("reason")));
    }
    if (!fields.good() || message.room.isEmpty() || message.nonce.isEmpty()) {
        return std::nullopt;
    }
    return message;
}

}  // namespace

QString stateFilePath(const QString& folder, const ServerAddress& server, const QString& what)
{
    // Readable for people, and different for different servers also where a file system folds or cuts names.
    QString name = server.text().left(kReadableName);
    name.replace(u':', u'_').remove(u'[').remove(u']').remove(u'/').replace(u'%', u'_');
    const QByteArray hash = QCryptographicHash::hash(server.text().toUtf8(), QCryptographicHash::Sha256);
    return QDir(folder).filePath(name + u'-' + QString::fromLatin1(hash.toHex().left(8)) + u'.' + what +
                                 QStringLiteral(".json"));
}

QByteArray encodeOutbox(const ServerAddress& server, const QVector<Outgoing>& messages)
{
    QJsonArray list;
    for (const Outgoing& message : messages) {
        QJsonObject object{{QLatin1StringView("room"), message.room},
                           {QLatin1StringView("text"), message.text},
                           {QLatin1StringView("nonce"), message.nonce},
                           {QLatin1StringView("queued_at"),
                            static_cast<qint64>(message.queuedAt.time_since_epoch().count())}};
        if (message.error) {
            object.insert(QLatin1StringView("failed"), QString(protocol::errorWord(message.error->code)));
            object.insert(QLatin1StringView("reason"), message.error->message);
        }
        list.append(object);
    }
    return document(server, {{QLatin1StringView("messages"), list}});
}

std::optional<QVector<Outgoing>> decodeOutbox(const QByteArray& bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields) {
        return std::nullopt;
    }
    QVector<Outgoing> messages;
    const QJsonArray list = fields->list(QLatin1StringView("messages"));
    for (const QJsonValue value : list) {
        const auto message = outgoingOf(value);
        if (!message) {
            return std::nullopt;
        }
        messages.append(*message);
    }
    return fields->good() ? std::optional(messages) : std::nullopt;
}

QByteArray encodeMemory(const ServerAddress& server, const ServerMemory& memory)
{
    QJsonArray rooms;
    for (auto it = memory.rooms.cbegin(); it != memory.rooms.cend(); ++it) {
        rooms.append(QJsonObject{{QLatin1StringView("room"), it.key()},
                                 {QLatin1StringView("joined"), it->joined},
                                 {QLatin1StringView("draft"), it->draft},
                                 {QLatin1StringView("read_epoch"), it->readTo.epoch},
                                 {QLatin1StringView("read_seq"), static_cast<qint64>(it->readTo.seq)}});
    }
    return document(server, {{QLatin1StringView("session"), memory.token},
                             {QLatin1StringView("user"), memory.user},
                             {QLatin1StringView("former_users"), QJsonArray::fromStringList(memory.former)},
                             {QLatin1StringView("rooms"), rooms}});
}

std::optional<ServerMemory> decodeMemory(const QByteArray& bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields) {
        return std::nullopt;
    }
    ServerMemory memory;
    memory.token = fields->text(QLatin1StringView("session"));
    memory.user = fields->text(QLatin1StringView("user"));
    const QJsonArray former = fields->list(QLatin1StringView("former_users"));
    for (const QJsonValue user : former) {
        memory.former.append(user.toString());
    }
    const QJsonArray rooms = fields->list(QLatin1StringView("rooms"));
    for (const QJsonValue value : rooms) {
        Fields room(value);
        const QString name = room.text(QLatin1StringView("room"));
        const qint64 seq = room.number(QLatin1StringView("read_seq"));
        memory.rooms.insert(name, {room.flag(QLatin1StringView("joined")),
                                   room.text(QLatin1StringView("draft")),
                                   {room.text(QLatin1StringView("read_epoch")), static_cast<quint64>(seq)}});
        if (!room.good() || name.isEmpty() || seq < 0) {
            return std::nullopt;
        }
    }
    return fields->good() ? std::optional(memory) : std::nullopt;
}

}  // namespace snug::client
