// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslSocket>
#include <algorithm>
#include <limits>
#include <memory>

namespace snug::net {

// A socket, plain or for TLS, that shows no more than the request head while QWebSocketServer reads the
// handshake: Qt's WebSocket would swallow what comes behind it.
class HandshakeSocket {
public:
    HandshakeSocket() = default;
    virtual ~HandshakeSocket() = default;
    Q_DISABLE_COPY_MOVE(HandshakeSocket)

    // Itself.
    virtual QTcpSocket& socket() = 0;
    // The last `bytes` of what is there.
    void hide(qint64 bytes) { hidden_ = bytes; }
    void hideAll() { hide(std::numeric_limits<qint64>::max()); }

protected:
    qint64 hidden_ = 0;
};

// Base: QTcpSocket or QSslSocket.
template <class Base>
class HandshakeSocketOf final : public Base, public HandshakeSocket {
public:
    QTcpSocket& socket() override { return *this; }
    qint64 bytesAvailable() const override { return std::max<qint64>(Base::bytesAvailable() - hidden_, 0); }
};

inline std::unique_ptr<HandshakeSocket> makeHandshakeSocket(bool secure)
{
    if (secure) {
        return std::make_unique<HandshakeSocketOf<QSslSocket>>();
    }
    return std::make_unique<HandshakeSocketOf<QTcpSocket>>();
}

}  // namespace snug::net
