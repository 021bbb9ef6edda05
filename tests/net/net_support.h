// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QTcpSocket>
#include <QWebSocket>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "net/network.h"

namespace snug::net::test {

// A receiver in the hub's place that writes down what it is told, and can pretend to be full. Any thread.
class Recorder {
public:
    struct Received {
        base::ConnectionId from{};
        base::Result<protocol::Request, protocol::DecodeError> request;
    };

    Inbound inbound();

    std::vector<base::ConnectionId> opened() const;
    std::vector<OpenedFacts> facts() const;  // of each that opened, in the same order
    std::vector<Received> received() const;
    // How often closed() was taken, and how often with `clean`.
    int closedCount() const;
    int cleanCount() const;
    // Those that were opened and not closed, sorted.
    base::Audience present() const;
    // The newest that was told of each connection, sorted by id; and how many came at once at most.
    std::vector<ConnectionFigures> figures() const;
    std::size_t mostFiguresAtOnce() const;
    std::vector<ConnectionRecord> records() const;
    bool consistent() const;  // closed exactly once, only after opened

    // Called for each request, after it was written down, on the I/O thread.
    void onReceived(std::function<void(const Received&)> then);
    void setFull(bool full);

private:
    mutable std::mutex mutex_;
    std::function<void(const Received&)> then_;
    bool full_ = false;
    bool consistent_ = true;
    std::vector<base::ConnectionId> opened_;
    std::vector<OpenedFacts> facts_;
    QSet<quint64> here_;
    int closed_ = 0;
    int clean_ = 0;
    std::vector<Received> received_;
    QHash<quint64, ConnectionFigures> figures_;
    std::size_t mostFiguresAtOnce_ = 0;
    std::vector<ConnectionRecord> records_;
};

// How a server on the loopback is reached.
enum class Transport { Plain, Tls };

// A real WebSocket client that counts what it gets.
class Client {
public:
    explicit Client(quint16 port, Transport transport);
    QWebSocket socket;
    QStringList texts;
    int pings = 0;  // pongs to our own pings
    bool connected = false;
    bool ended = false;

private:
    std::unique_ptr<QObject> context_ = std::make_unique<QObject>();
};

// The request of a WebSocket handshake, for raw sockets.
QByteArray handshakeRequest(const QByteArray& extra = {}, const QByteArray& path = "/");
// A masked client frame.
QByteArray clientFrame(quint8 firstByte, const QByteArray& payload);
// Connected, and encrypted over TLS; nothing when that fails.
std::unique_ptr<QTcpSocket> rawSocket(quint16 port, Transport transport);
// Does the handshake as well; the caller reads frames from it.
std::unique_ptr<QTcpSocket> rawWebSocket(quint16 port, Transport transport,
                                         const QByteArray& behindRequest = {}, const QByteArray& path = "/");
// The close code of a whole server close frame at the end of `bytes`; 0 when there is none.
quint16 closeCodeIn(const QByteArray& bytes);

}  // namespace snug::net::test
