// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include "client/timing.h"

namespace snug::client {

// One attempt at a connection, from its handshake to its end; a Session makes a new one for each. GUI thread.
// Holds a QWebSocket to what it does not promise by itself: a handshake has a deadline, a refused one ends,
// close ends too, and the end is told exactly once. Frames over protocol::kServerFrame end it.
class Wire : public QObject {
    Q_OBJECT

public:
    // The close code of a connection that ended without a close frame (RFC 6455, 7.4.1).
    static constexpr quint16 kAbnormal = 1006;

    explicit Wire(const Timing& timing, QObject* parent = nullptr);
    ~Wire() override;

    void open(const QUrl& url);
    // UTF-8 JSON, one frame.
    void send(const QByteArray& frame);
    // As asked (1000); aborts when the other side does not answer in time. Tells ended().
    void close();
    // At once. Tells ended() with kAbnormal and `reason`.
    void abort(const QString& reason);

    // False when the other side took the connection but speaks another protocol.
    bool speaksSnug() const;
    qint64 bytesToWrite() const { return socket_.bytesToWrite(); }

Q_SIGNALS:
    void opened();
    void received(const QByteArray& frame);
    // Any sign of life that is not a frame.
    void ponged();
    // The last signal. `reason` is a sentence, or what the server gave as one; may be empty.
    void ended(quint16 closeCode, const QString& reason);

private:
    void connectSocket();
    void onSocketGone();
    void end(quint16 closeCode, const QString& reason);

    Timing timing_;
    QWebSocket socket_;
    QTimer deadline_;
    bool opened_ = false;
    bool closeFrameSeen_ = false;
    bool closing_ = false;
    bool ended_ = false;
};

}  // namespace snug::client
