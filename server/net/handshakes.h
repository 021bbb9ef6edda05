// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QWebSocketServer>
#include <deque>
#include <functional>
#include <map>
#include <memory>

#include "base/time.h"
#include "net/handshake_socket.h"
#include "net/network_config.h"
#include "net/network_statistics.h"
#include "net/visitor.h"

class QWebSocketCorsAuthenticator;

namespace snug::net {

// The accepted connections of one I/O thread that are not WebSockets yet. With NetworkConfig::tls a socket is
// encrypted first. QWebSocketServer reads the request and answers it (origin, subprotocol snug.v1); then the
// bare socket, encrypted or not, is handed on and Qt's WebSocket is gone.
//
// A connection that is silent, slow, or sends a longer head or TLS hello than kHandshakeHeader is dropped;
// the deadline is one for all steps. Nothing of TLS is made for a client that has not begun with it; the
// beginning is dear, and so is made for one client a turn of the event loop, the latest first: a flood delays
// neither those who are in nor those who come after it.
class Handshakes final : public QObject {
    Q_OBJECT

public:
    using Socket = std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater>;
    struct Sinks {
        // Its request is there, and whether it asks for the inner path: false: it may not stay.
        std::function<bool(Visitor& visitor, bool inner)> admits;
        // A WebSocket now; `already` came behind the request.
        std::function<void(Socket socket, const Visitor& visitor, const QByteArray& already)> opened;
        // Gone before it was one.
        std::function<void(const Visitor& visitor)> failed;
    };

    Handshakes(const NetworkConfig& config, IoCounters& counters, Sinks sinks);
    ~Handshakes() override;

    // What TLS is spoken with by those who come from now on. Only where it is spoken at all.
    void setTls(const QSslConfiguration& tls) { tls_ = tls; }
    void add(std::unique_ptr<HandshakeSocket> owned, const Visitor& visitor);
    // Drops those whose time is up.
    void expire(base::SteadyTime now);
    void dropAll();
    bool empty() const { return pending_.isEmpty(); }

private:
    struct Pending {
        quint64 number = 0;
        HandshakeSocket* socket = nullptr;
        Visitor visitor;
        qint64 searched = 0;    // bytes of the head that have no end in them
        bool admitted = false;  // its whole head was there
    };
    struct Deadline {
        base::SteadyTime at;
        HandshakeSocket* socket = nullptr;  // only compared
        quint64 number = 0;
    };

    void onReadyRead(HandshakeSocket* socket);
    bool isFine(Pending& pending, QByteArrayView head);
    void judgeHello(const Pending& pending, QSslSocket& tls);
    void beginTlsLater();
    void beginTls();
    void onDisconnected(HandshakeSocket* socket);
    void onOrigin(QWebSocketCorsAuthenticator* authenticator) const;
    void onNewConnection();
    void drop(HandshakeSocket* socket);
    void forget(HandshakeSocket* socket);

    const NetworkConfig& config_;
    IoCounters& counters_;
    const Sinks sinks_;
    std::optional<QSslConfiguration> tls_;
    QWebSocketServer server_;
    quint64 lastNumber_ = 0;
    QHash<HandshakeSocket*, Pending> pending_;
    std::deque<Deadline> deadlines_;              // all the same length, so in order
    std::map<quint64, HandshakeSocket*> hellos_;  // TLS clients that wait for our beginning, by number
    bool beginning_ = false;                      // beginTls() is on its way
};

}  // namespace snug::net
