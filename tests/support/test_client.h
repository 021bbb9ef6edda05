// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVector>
#include <QWebSocket>
#include <optional>

#include "protocol/codec.h"
#include "support/wait.h"

namespace snug::test {

// A client with a real WebSocket and the real codec that keeps every frame it gets. It does what a test says
// and nothing by itself: no reconnecting, no resuming.
//
// Thread: the test's. What waits runs the event loop and is bounded by kPatience; what it waited for in vain
// shows as an error.
class TestClient : public QObject {
    Q_OBJECT

public:
    explicit TestClient(QObject* parent = nullptr);
    ~TestClient() override;

    // From here on it connects over TLS.
    void useTls() { tls_ = true; }
    // On loopback. connectTo() waits until the WebSocket is open.
    void beginConnecting(quint16 port);
    bool connectTo(quint16 port);
    bool isOpen() const;

    // Says hello and remembers the session and position of this person. An earlier session of this client is
    // shown again unless `session` says otherwise.
    base::Result<protocol::Welcome, protocol::Error> hello(const QString& nick);
    base::Result<protocol::Welcome, protocol::Error> helloAs(const QString& nick, const QString& session);

    // Sends a command and waits for its reply. Internal: none came, or one of another kind than T.
    template <class T>
    base::Result<T, protocol::Error> ask(const protocol::Command& command);

    // Sends a command and does not wait; answers the id of the reply to come.
    qint64 post(const protocol::Command& command);
    // Sends a command that wants no reply.
    void tell(const protocol::Command& command);
    void sendText(const QString& text);
    void sendBinary(const QByteArray& bytes);

    // Ends the TCP connection without a close frame, as when a cable is pulled.
    void drop();
    // A clean end; does not wait.
    void close();
    // Waits for the end of the connection and answers its close code (1006: without a close frame, 0: it did
    // not end).
    int closed();
    // What the close frame said besides.
    QString closeReason() const { return socket_.closeReason(); }

    // All frames since the last connectTo, in order of arrival.
    const QVector<protocol::ServerFrame>& frames() const { return frames_; }
    std::optional<protocol::Answer> answerTo(qint64 id) const;
    // Errors that answer no command in particular.
    QVector<protocol::Error> looseErrors() const;
    // Logged entries of a room, in order of arrival, over all connections of this client.
    QVector<protocol::LogEntry> entries(const QString& room) const { return entries_.value(room); }
    template <class P>
    QVector<P> pushes() const;
    // Waits until a push of kind P satisfies `wanted`.
    template <class P, class Wanted>
    bool sees(Wanted wanted) const;

    QString session() const { return session_; }
    protocol::Person person() const { return person_; }
    // Frames that the codec could not read: always 0.
    int unreadable() const { return unreadable_; }

private:
    void onText(const QString& text);
    bool waitForAnswer(qint64 id) const;

    QWebSocket socket_;
    qint64 nextId_ = 1;
    QVector<protocol::ServerFrame> frames_;
    QHash<qint64, protocol::Answer> answers_;
    QHash<QString, QVector<protocol::LogEntry>> entries_;
    QString session_;
    protocol::Person person_;
    int unreadable_ = 0;
    bool ended_ = false;
    bool tls_ = false;
};

template <class T>
base::Result<T, protocol::Error> TestClient::ask(const protocol::Command& command)
{
    const qint64 id = post(command);
    if (!waitForAnswer(id)) {
        return protocol::makeError(protocol::ErrorCode::Internal, QStringLiteral("test client: no reply"));
    }
    const protocol::Answer answer = answers_.value(id);
    if (const auto* error = std::get_if<protocol::Error>(&answer)) {
        return *error;
    }
    if (const auto* wanted = std::get_if<T>(&answer)) {
        return *wanted;
    }
    return protocol::makeError(protocol::ErrorCode::Internal,
                               QStringLiteral("test client: reply of another kind"));
}

template <class P>
QVector<P> TestClient::pushes() const
{
    QVector<P> found;
    for (const protocol::ServerFrame& frame : frames_) {
        if (const auto* push = std::get_if<protocol::Push>(&frame)) {
            if (const auto* wanted = std::get_if<P>(push)) {
                found.append(*wanted);
            }
        }
    }
    return found;
}

template <class P, class Wanted>
bool TestClient::sees(Wanted wanted) const
{
    return waitUntil([&] {
        const QVector<P> all = pushes<P>();
        return std::any_of(all.begin(), all.end(), wanted);
    });
}

}  // namespace snug::test
