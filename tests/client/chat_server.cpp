// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chat_server.h"

#include <QWebSocket>

#include "protocol/search_words.h"

namespace snug::tests {

using namespace protocol;

ChatServer::ChatServer(QObject* parent)
    : QObject(parent)
{
}

ChatServer::~ChatServer()
{
    dropAll();
}

void ChatServer::start()
{
    server_ = std::make_unique<QWebSocketServer>(
        QStringLiteral("chat"), tls ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode);
    if (tls) {
        server_->setSslConfiguration(*tls);
    }
    if (supportsProtocol) {
        server_->setSupportedSubprotocols({QStringLiteral("snug.v1")});
    }
    connect(server_.get(), &QWebSocketServer::newConnection, this, &ChatServer::onConnection);
    const bool listens = server_->listen(QHostAddress::LocalHost, port_);
    Q_ASSERT(listens);
    port_ = server_->serverPort();
}

void ChatServer::stop(quint16 code)
{
    server_->close();
    closeAll(code);
}

void ChatServer::dropAll()
{
    const auto sockets = people_.keys();
    for (QWebSocket* socket : sockets) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
    people_.clear();
}

void ChatServer::closeAll(quint16 code, const QString& reason)
{
    const auto sockets = people_.keys();
    people_.clear();
    for (QWebSocket* socket : sockets) {
        socket->disconnect(this);
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
    }
}

ChatServer::LogRoom& ChatServer::room(const QString& name)
{
    LogRoom& room = rooms_[name];
    if (room.epoch.isEmpty()) {
        room.epoch = QStringLiteral("epoch%1").arg(++made_);
    }
    return room;
}

void ChatServer::say(const QString& name, const QString& nick, const QString& text)
{
    Client speaker;
    speaker.person = {QStringLiteral("u_") + nick, nick};
    speaker.rooms = {name};
    LogEntry entry;
    entry.room = name;
    entry.text = text;
    entry.nonce = QStringLiteral("said%1").arg(++made_);
    append(speaker, entry);
    for (const LogEntry& held : std::exchange(held_, {})) {
        broadcast(held);
    }
}

void ChatServer::pushAll(const Push& push)
{
    sendRaw(QString::fromUtf8(encodePush(push)));
}

void ChatServer::sendRaw(const QString& frame)
{
    for (auto it = people_.begin(); it != people_.end(); ++it) {
        it.key()->sendTextMessage(frame);
    }
}

void ChatServer::onConnection()
{
    QWebSocket* socket = server_->nextPendingConnection();
    socket->setParent(this);
    people_.insert(socket, {});
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, socket](const QString& text) { onText(socket, text); });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        people_.remove(socket);
        socket->deleteLater();
    });
}

void ChatServer::answer(QWebSocket* socket, std::optional<qint64> id, const Answer& answer)
{
    if (id || std::holds_alternative<Error>(answer)) {
        socket->sendTextMessage(QString::fromUtf8(encodeReply({id, answer})));
    }
}

void ChatServer::onText(QWebSocket* socket, const QString& text)
{
    const auto decoded = decodeRequest(text.toUtf8());
    Q_ASSERT(decoded.ok());
    const Request& request = *decoded;
    heard.append(request.command);
    if (ignore && ignore(request.command)) {
        return;
    }
    if (const auto refusal = refuse ? refuse(request.command) : std::nullopt) {
        answer(socket, request.id, *refusal);
        return;
    }
    if (!moveTo.isEmpty()) {
        closeAll(static_cast<quint16>(CloseCode::Moved), moveTo);
        return;
    }
    Client& client = people_[socket];
    const auto visitor = base::overloaded{
        [&](const Hello& hello) { return handle(client, hello); },
        [&](const Join& join) { return handle(client, join); },
        [&](const Leave& leave) {
            client.rooms.removeAll(leave.room);
            return Answer(Left{leave.room});
        },
        [&](const Send& send) {
            return append(client, {send.room, 0, {}, {}, EntryKind::Message, send.text, send.nonce});
        },
        [&](const SetTopic& topic) {
            return append(client, {topic.room, 0, {}, {}, EntryKind::Topic, topic.topic, topic.nonce});
        },
        [&](const History& asked) { return history(asked); },
        [&](const Search& asked) { return search(asked); },
        [&](const ListRooms&) {
            return Answer(RoomPage{roomInfos(), {}});
        },
        [&](const CreateRoom& create) {
            if (rooms_.contains(create.room)) {
                return Answer(makeError(ErrorCode::RoomExists));
            }
            room(create.room).topic = create.topic;
            room(create.room).keep = create.keep;
            return Answer(Created{{create.room, create.topic, create.keep, 0, 0}});
        },
        [&](const ListPresence& asked) {
            const LogRoom& listed = room(asked.room);
            const int from = asked.after.isEmpty() ? 0 : asked.after.toInt();
            const int end = std::min(from + asked.limit, static_cast<int>(listed.others.size()));
            const QString next = end < listed.others.size() ? QString::number(end) : QString();
            return Answer(PresencePage{asked.room, listed.others.mid(from, end - from), next,
                                       static_cast<int>(listed.others.size()) + 1});
        },
        [&](const Ping&) { return Answer(Pong{base::Now::read().wall}); },
        [&](const AdminCommand& command) { return administer(client, command); },
        [&](const auto&) { return Answer(Ok{}); },
    };
    const Answer result = std::visit(visitor, request.command);
    if (!replyBeforePush) {
        for (const LogEntry& entry : std::exchange(held_, {})) {
            broadcast(entry);
        }
    }
    if (loseReply && loseReply(request.command)) {
        held_.clear();
        dropAll();
        return;
    }
    answer(socket, request.id, result);
    for (const LogEntry& entry : std::exchange(held_, {})) {
        broadcast(entry);
    }
    if (const auto* join = std::get_if<Join>(&request.command)) {
        if (const auto* joined = std::get_if<Joined>(&result)) {
            replay(socket, *join, *joined);
        }
    }
}

Answer ChatServer::handle(Client& client, const Hello& hello)
{
    Welcome welcome;
    welcome.resumed = sessions_.contains(hello.session);
    client.token = welcome.resumed ? hello.session : QStringLiteral("token%1").arg(++made_);
    client.person = welcome.resumed ? sessions_.value(hello.session)
                                    : Person{QStringLiteral("u%1").arg(++made_), hello.nick};
    sessions_.insert(client.token, client.person);
    welcome.session = client.token;
    welcome.you = client.person;
    welcome.server = {QStringLiteral("test"), version};
    welcome.storing = storing;
    if (storing) {
        welcome.rooms = roomInfos();
    }
    welcome.limits = limits;
    welcome.role = desk.owners.contains(client.person.user) ? Role::Owner : Role::Member;
    return welcome;
}

QVector<RoomInfo> ChatServer::roomInfos() const
{
    QVector<RoomInfo> infos;
    for (auto it = rooms_.cbegin(); it != rooms_.cend(); ++it) {
        infos.append({it.key(), it->topic, it->keep, static_cast<quint64>(it->entries.size()), 0});
    }
    return infos;
}

Joined ChatServer::joinedAnswer(const QString& name)
{
    const LogRoom& joinedRoom = room(name);
    Joined joined;
    joined.room = name;
    joined.head = {joinedRoom.epoch, static_cast<quint64>(joinedRoom.entries.size())};
    joined.topic = joinedRoom.topic;
    joined.keep = joinedRoom.keep;
    joined.summarised = joinedRoom.summarised;
    joined.members = joinedRoom.others.mid(0, limits.presenceDetailed);
    joined.memberCount = static_cast<int>(joinedRoom.others.size()) + joinedRoom.uncounted;
    for (const Client& client : std::as_const(people_)) {
        if (client.rooms.contains(name)) {
            joined.members.append({client.person, PresenceState::Active});
            ++joined.memberCount;
        }
    }
    return joined;
}

Answer ChatServer::handle(Client& client, const Join& join)
{
    if (!client.rooms.contains(join.room)) {
        client.rooms.append(join.room);
    }
    Joined joined = joinedAnswer(join.room);
    if (join.since) {
        const bool tooMany = joined.head.seq > join.since->seq + static_cast<quint64>(limits.resumeEvents);
        joined.gap = join.since->epoch != joined.head.epoch || join.since->seq > joined.head.seq || tooMany;
    }
    return joined;
}

void ChatServer::replay(QWebSocket* socket, const Join& join, const Joined& joined)
{
    if (!join.since || joined.gap) {
        return;
    }
    const auto entries = room(join.room).entries;
    for (const LogEntry& entry : entries.mid(static_cast<qsizetype>(join.since->seq))) {
        socket->sendTextMessage(QString::fromUtf8(encodePush(Logged{entry})));
    }
}

Answer ChatServer::append(Client& client, LogEntry entry)
{
    if (!client.rooms.contains(entry.room)) {
        return makeError(ErrorCode::NotMember);
    }
    LogRoom& log = room(entry.room);
    for (const LogEntry& known : std::as_const(log.entries)) {
        if (known.nonce == entry.nonce && known.from.user == client.person.user) {
            return Sent{known.room, known.seq, known.at};
        }
    }
    entry.seq = static_cast<quint64>(log.entries.size()) + 1;
    entry.at = base::Now::read().wall;
    entry.from = client.person;
    log.entries.append(entry);
    held_.append(entry);
    return Sent{entry.room, entry.seq, entry.at};
}

Answer ChatServer::history(const History& asked)
{
    const LogRoom& log = room(asked.room);
    const auto end =
        std::min(static_cast<qsizetype>(asked.before.value_or(~0ULL >> 1)) - 1, log.entries.size());
    const auto first = std::max<qsizetype>(0, end - std::min(asked.limit, limits.historyPage));
    return HistoryPage{asked.room, log.epoch, log.entries.mid(first, end - first), first > 0};
}

Answer ChatServer::search(const Search& asked)
{
    const QStringList wanted = searchWords(asked.text);
    if (wanted.isEmpty()) {
        return makeError(ErrorCode::Empty);
    }
    const LogRoom& log = room(asked.room);
    Found found{asked.room, log.epoch, {}, std::nullopt};
    auto at = std::min(static_cast<qsizetype>(asked.before.value_or(~0ULL >> 1)) - 1, log.entries.size());
    for (int looked = 0; at > 0 && looked < searchPart && found.entries.size() < asked.limit; ++looked) {
        const LogEntry& entry = log.entries.at(--at);
        if (hasSearchWords(entry.text, wanted)) {
            found.entries.append(entry);
        }
    }
    if (at > 0) {
        found.next = static_cast<quint64>(at) + 1;
    }
    return found;
}

Answer ChatServer::administer(const Client& client, const AdminCommand& command)
{
    const auto* const read = std::get_if<admin::ReadRoom>(&command);
    if (read == nullptr || !desk.owners.contains(client.person.user)) {
        return desk.handle(client.person, command);
    }
    const LogRoom& log = room(read->room);
    const auto limit = std::min(read->limit, limits.historyPage);
    HistoryPage page{read->room, log.epoch, {}, false};
    for (const LogEntry& entry : log.entries) {
        if (entry.seq > read->after && page.entries.size() < limit) {
            page.entries.append(entry);
        }
    }
    page.more = !page.entries.isEmpty() && page.entries.last().seq < log.entries.last().seq;
    return page;
}

void ChatServer::broadcast(const LogEntry& entry)
{
    if (losePush && losePush(entry)) {
        return;
    }
    const QString frame = QString::fromUtf8(encodePush(Logged{entry}));
    for (auto it = people_.begin(); it != people_.end(); ++it) {
        if (it->rooms.contains(entry.room)) {
            it.key()->sendTextMessage(frame);
        }
    }
}

}  // namespace snug::tests
