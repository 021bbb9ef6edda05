// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpSocket>
#include <QWebSocket>
#include <memory>

namespace snug::client {

// The opening handshake of one connection. QWebSocket does it (proxies, TLS, the answer's checks), then the
// bare socket is taken from it before it reads a frame: its reader is not as strict as ours. GUI thread. Has
// no deadline of its own. Tells one of opened() and failed(), once, unless abort() comes first.
class Handshake final : public QObject {
    Q_OBJECT

public:
    using Socket = std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater>;

    explicit Handshake(QObject* parent = nullptr);
    ~Handshake() override;

    void open(const QUrl& url);
    void abort();

    // After opened(): the socket, from the first byte behind the handshake's answer but for those in
    // already().
    Socket takeSocket() { return std::move(socket_); }
    const QByteArray& already() const { return already_; }
    // The subprotocol that the server chose.
    bool speaksSnug() const { return speaksSnug_; }

Q_SIGNALS:
    void opened();
    void failed(const QString& reason);

private:
    void onConnected();
    void letGo();

    Socket socket_;  // taken; outlives the QWebSocket, which still points at it
    std::unique_ptr<QWebSocket> webSocket_;
    QByteArray already_;
    bool speaksSnug_ = false;
};

}  // namespace snug::client
