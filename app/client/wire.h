// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "client/handshake.h"
#include "client/timing.h"
#include "websocket/frame_reader.h"

namespace snug::client {

// One attempt at a connection, from its handshake to its end; a Session makes a new one for each. GUI thread.
// Reads and writes the frames of the client's side of RFC 6455 itself, strictly: what the server does wrong
// ends it with the code that RFC 6455 has for it. The handshake has a deadline, close ends too, and the end
// is told exactly once. May be destroyed by a receiver of its signals.
//
// Bounds: protocol::kServerFrame of one message that comes; kMostWaiting of what waits to be sent.
class Wire : public QObject {
    Q_OBJECT

public:
    // The close code of a connection that ended without a close frame (RFC 6455, 7.4.1).
    static constexpr quint16 kAbnormal = 1006;
    // That of one which never began, because the server's certificate is not to be trusted. Like 1006 it
    // never comes over the wire.
    static constexpr quint16 kDistrusted = 1015;
    static constexpr base::Bytes kMostWaiting{8 * 1024 * 1024};

    explicit Wire(const Timing& timing, QObject* parent = nullptr);
    ~Wire() override;

    void open(const QUrl& url);
    // UTF-8 JSON, one frame. When more than kMostWaiting waits, the connection is aborted a little later.
    void send(const QByteArray& frame);
    // As asked (1000); aborts when the other side does not answer in time. Tells ended().
    void close();
    // At once. Tells ended() with kAbnormal and `reason`.
    void abort(const QString& reason);

    // False when the other side took the connection but speaks another protocol.
    bool speaksSnug() const { return handshake_.speaksSnug(); }
    // All that the system has not taken yet, encrypted or not.
    qint64 bytesToWrite() const;

Q_SIGNALS:
    void opened();
    void received(const QByteArray& frame);
    // Any sign of life that is not a frame.
    void ponged();
    // The last signal. A close frame without a code counts as 1000. `reason` is a sentence, or what the
    // server gave as one; may be empty.
    void ended(quint16 closeCode, const QString& reason);

private:
    enum class State { Opening, Open, Closing, Ended };

    void begin();
    void read();
    void take(QByteArrayView bytes);
    void handle(const websocket::FrameEvent& event);
    void answerPing(const QByteArray& payload);
    void payOwedPong();
    void answerClose(const websocket::CloseFrame& frame);
    void startClosing(std::optional<quint16> sent, quint16 closeCode, const QString& reason);
    void write(quint8 opcode, QByteArrayView payload);
    void onSocketGone();
    void onDeadline();
    void end(quint16 closeCode, const QString& reason);

    Timing timing_;
    Handshake handshake_;
    Handshake::Socket socket_;
    websocket::FrameReader reader_;
    QTimer deadline_;
    State state_ = State::Opening;
    std::optional<QByteArray> owedPong_;  // the newest ping's, while too much waits to be sent
    // What is told at the end of closing.
    quint16 closeCode_ = kAbnormal;
    QString closeReason_;
};

}  // namespace snug::client
