// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMap>
#include <QSslConfiguration>
#include <QWebSocketServer>
#include <functional>
#include <memory>
#include <optional>

#include "client/admin_desk.h"
#include "protocol/codec.h"

namespace snug::tests {

// A small chat server for tests of the client alone: real WebSockets, the real codec, logs in memory, and
// handles to misbehave by. It keeps its data over stop() and start().
class ChatServer : public QObject {
    Q_OBJECT

public:
    struct LogRoom {
        QString epoch;
        QVector<protocol::LogEntry> entries;
        QString topic;
        bool keep = true;
        QVector<protocol::Member> others;  // members beside the connections
        int uncounted = 0;                 // members that are counted and not named
        bool summarised = false;
    };

    explicit ChatServer(QObject* parent = nullptr);
    ~ChatServer() override;

    // On the port of the last time, or a free one.
    void start();
    // Closes all with `code` and stops listening.
    void stop(quint16 code = 1001);
    // All connections end without a close frame; it keeps listening.
    void dropAll();
    void closeAll(quint16 code, const QString& reason = {});
    quint16 port() const { return port_; }
    QString address() const
    {
        return (tls ? QStringLiteral("wss://127.0.0.1:%1") : QStringLiteral("127.0.0.1:%1")).arg(port_);
    }
    int connections() const { return static_cast<int>(people_.size()); }

    LogRoom& room(const QString& name);
    // Somebody who is not a connection says something.
    void say(const QString& name, const QString& nick, const QString& text);
    void pushAll(const protocol::Push& push);
    void sendRaw(const QString& frame);
    void forgetSessions() { sessions_.clear(); }

    // ---- to misbehave
    std::function<std::optional<protocol::Error>(const protocol::Command&)> refuse;
    std::function<bool(const protocol::Command&)> ignore;  // no reply, nothing done
    std::function<bool(const protocol::Command&)>
        loseReply;  // done, but the connection drops before the reply
    std::function<bool(const protocol::LogEntry&)> losePush;  // stored, but not told
    bool replyBeforePush = false;
    bool storing = true;  // what a welcome says; without, it brings no rooms
    bool supportsProtocol = true;
    QString version = QStringLiteral("1");  // of the server, as a welcome tells
    std::optional<QSslConfiguration> tls;   // from the next start: over TLS
    protocol::Limits limits;
    QString moveTo;          // nobody is welcome: they are sent on to this address
    int searchPart = 1'000;  // entries that one answer to a search looks through
    AdminDesk desk;
    QVector<protocol::Command> heard;

    template <class Command>
    int count() const
    {
        return static_cast<int>(all<Command>().size());
    }
    // What was heard of this kind.
    template <class Command>
    QVector<Command> all() const
    {
        QVector<Command> found;
        for (const protocol::Command& command : heard) {
            if constexpr (std::is_constructible_v<protocol::AdminCommand, Command>) {
                const auto* const admin = std::get_if<protocol::AdminCommand>(&command);
                if (admin != nullptr && std::holds_alternative<Command>(*admin)) {
                    found.append(std::get<Command>(*admin));
                }
            } else if (const auto* const plain = std::get_if<Command>(&command)) {
                found.append(*plain);
            }
        }
        return found;
    }

private:
    struct Client {
        protocol::Person person;
        QString token;
        QStringList rooms;
    };

    void onConnection();
    void onText(QWebSocket* socket, const QString& text);
    void answer(QWebSocket* socket, std::optional<qint64> id, const protocol::Answer& answer);
    protocol::Answer handle(Client& client, const protocol::Hello& hello);
    protocol::Answer handle(Client& client, const protocol::Join& join);
    protocol::Answer append(Client& client, protocol::LogEntry entry);
    protocol::Answer history(const protocol::History& asked);
    protocol::Answer search(const protocol::Search& asked);
    protocol::Answer administer(const Client& client, const protocol::AdminCommand& command);
    protocol::Joined joinedAnswer(const QString& name);
    QVector<protocol::RoomInfo> roomInfos() const;
    void replay(QWebSocket* socket, const protocol::Join& join, const protocol::Joined& joined);
    void broadcast(const protocol::LogEntry& entry);

    std::unique_ptr<QWebSocketServer> server_;
    quint16 port_ = 0;
    QHash<QWebSocket*, Client> people_;
    QHash<QString, protocol::Person> sessions_;
    QMap<QString, LogRoom> rooms_;
    QVector<protocol::LogEntry> held_;  // to be told after the reply
    int made_ = 0;
};

}  // namespace snug::tests
