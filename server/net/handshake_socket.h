// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <algorithm>

namespace snug::net {

// A socket that shows no more than the request head while QWebSocketServer reads the handshake: Qt's
// WebSocket would swallow what comes behind it.
class HandshakeSocket final : public QTcpSocket {
    Q_OBJECT

public:
    using QTcpSocket::QTcpSocket;

    qint64 bytesAvailable() const override
    {
        return std::max<qint64>(QTcpSocket::bytesAvailable() - hidden_, 0);
    }
    qint64 reallyAvailable() const { return QTcpSocket::bytesAvailable(); }
    // The last `bytes` of what is there.
    void hide(qint64 bytes) { hidden_ = bytes; }

private:
    qint64 hidden_ = 0;
};

}  // namespace snug::net
