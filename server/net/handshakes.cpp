// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/handshakes.h"

#include <QWebSocket>
#include <QWebSocketCorsAuthenticator>
#include <iterator>
#include <utility>

#include "base/log.h"
#include "net/tls_hello.h"
#include "websocket/server_opening.h"

namespace snug::net {

Handshakes::Handshakes(const NetworkConfig& config, IoCounters& counters, Sinks sinks)
    : config_(config)
    , counters_(counters)
    , sinks_(std::move(sinks))
    , tls_(config.tls)
    , server_(config.serverName, QWebSocketServer::NonSecureMode)
{
    server_.setSupportedSubprotocols({QStringLiteral("snug.v1")});
    connect(&server_, &QWebSocketServer::originAuthenticationRequired, this, &Handshakes::onOrigin);
    connect(&server_, &QWebSocketServer::newConnection, this, &Handshakes::onNewConnection);
}

Handshakes::~Handshakes()
{
    dropAll();
}

void Handshakes::add(std::unique_ptr<HandshakeSocket> owned, const Visitor& visitor)
{
    HandshakeSocket* handshake = owned.release();
    QTcpSocket* socket = &handshake->socket();
    socket->setParent(this);
    // Twice what a head may have, so that a flood stays with the kernel.
    socket->setReadBufferSize(2 * kHandshakeHeader.count);
    // Ours come before QWebSocketServer's: the length is judged first.
    connect(socket, &QTcpSocket::readyRead, this, [this, handshake] { onReadyRead(handshake); });
    connect(socket, &QTcpSocket::disconnected, this, [this, handshake] { onDisconnected(handshake); });
    const quint64 number = ++lastNumber_;
    pending_.insert(handshake, {number, handshake, visitor});
    deadlines_.push_back({std::chrono::steady_clock::now() + config_.handshakeDeadline, handshake, number});
    counters_.handshakes.add(1);
    if (auto* tls = qobject_cast<QSslSocket*>(socket)) {
        connect(tls, &QSslSocket::encrypted, this, [this, socket] { server_.handleConnection(socket); });
    } else {
        server_.handleConnection(socket);
    }
}

void Handshakes::onReadyRead(HandshakeSocket* socket)
{
    const auto found = pending_.find(socket);
    if (found == pending_.end()) {
        return;
    }
    QTcpSocket& bytes = socket->socket();
    if (auto* tls = qobject_cast<QSslSocket*>(&bytes); tls != nullptr && !tls->isEncrypted()) {
        judgeHello(*found, *tls);
        return;
    }
    socket->hide(0);
    const qint64 available = bytes.bytesAvailable();
    const QByteArray head = bytes.peek(std::min(available, kHandshakeHeader.count));
    const qsizetype end = head.indexOf("\r\n\r\n", std::max<qint64>(found->searched - 3, 0));
    const bool isGood = end >= 0 ? isFine(*found, head.first(end)) : head.size() < kHandshakeHeader.count;
    if (!isGood) {
        drop(socket);
    } else if (end >= 0) {
        socket->hide(available - (end + 4));
    } else {
        found->searched = head.size();
    }
}

// Whether a whole head may be answered.
bool Handshakes::isFine(Pending& pending, QByteArrayView head)
{
    if (!websocket::requestIsStrict(head)) {
        return false;
    }
    if (!pending.admitted) {
        const bool inner =
            !config_.innerPath.isEmpty() && websocket::requestTarget(head) == config_.innerPath;
        pending.admitted = sinks_.admits(pending.visitor, inner);
    }
    return pending.admitted;
}

// TLS begins with the client's hello, whose announced length is judged before OpenSSL makes room for it.
void Handshakes::judgeHello(const Pending& pending, QSslSocket& tls)
{
    if (tls.mode() != QSslSocket::UnencryptedMode) {
        return;
    }
    switch (judgeTlsHello(tls.peek(kTlsHelloStart.count), kHandshakeHeader)) {
        case TlsHello::Incomplete:
            return;
        case TlsHello::Wrong:
            drop(pending.socket);
            return;
        case TlsHello::Fine:
            hellos_.insert({pending.number, pending.socket});
            beginTlsLater();
    }
}

void Handshakes::beginTlsLater()
{
    if (!hellos_.empty() && !std::exchange(beginning_, true)) {
        QMetaObject::invokeMethod(this, &Handshakes::beginTls, Qt::QueuedConnection);
    }
}

void Handshakes::beginTls()
{
    beginning_ = false;
    if (hellos_.empty()) {
        return;
    }
    const auto latest = std::prev(hellos_.end());
    auto& tls = static_cast<QSslSocket&>(latest->second->socket());
    hellos_.erase(latest);
    beginTlsLater();
    tls.setSslConfiguration(*tls_);
    tls.startServerEncryption();
}

void Handshakes::onOrigin(QWebSocketCorsAuthenticator* authenticator) const
{
    const QString origin = authenticator->origin();
    authenticator->setAllowed(origin.isEmpty() ||
                              config_.allowedOrigins.contains(origin, Qt::CaseInsensitive) ||
                              config_.allowedOrigins.contains(QStringLiteral("*")));
}

void Handshakes::onNewConnection()
{
    while (QWebSocket* webSocket = server_.nextPendingConnection()) {
        const auto found =
            std::find_if(pending_.begin(), pending_.end(), [webSocket](const Pending& pending) {
                const QTcpSocket& socket = pending.socket->socket();
                return socket.peerPort() == webSocket->peerPort() &&
                       socket.peerAddress() == webSocket->peerAddress() &&
                       socket.localAddress() == webSocket->localAddress();
            });
        if (found == pending_.end()) {
            delete webSocket;
            continue;
        }
        HandshakeSocket* handshake = found->socket;
        QTcpSocket* socket = &handshake->socket();
        const Visitor visitor = found->visitor;
        forget(handshake);
        // The WebSocket believes that the connection has ended, or its destructor would say goodbye to the
        // peer. It disconnects everybody from the socket's signals, then the socket is nobody's but ours.
        socket->disconnect(this);
        socket->setParent(nullptr);
        Q_EMIT socket->stateChanged(QAbstractSocket::UnconnectedState);
        delete webSocket;
        socket->disconnect();
        handshake->hide(0);
        socket->setReadBufferSize(0);
        const QByteArray already = socket->readAll();
        sinks_.opened(Socket(socket), visitor, already);
    }
}

void Handshakes::onDisconnected(HandshakeSocket* socket)
{
    const auto found = pending_.constFind(socket);
    if (found == pending_.constEnd()) {
        return;
    }
    const Visitor visitor = found->visitor;
    forget(socket);
    socket->socket().deleteLater();
    counters_.refused.add(1);
    sinks_.failed(visitor);
}

void Handshakes::drop(HandshakeSocket* socket)
{
    qCDebug(base::logNet) << "Dropped a handshake from" << socket->socket().peerAddress();
    // Closed when it is destroyed, at the end of the turn. Until then QWebSocketServer may look once more.
    onDisconnected(socket);
    socket->hideAll();
}

void Handshakes::forget(HandshakeSocket* socket)
{
    hellos_.erase(pending_.take(socket).number);
    counters_.handshakes.add(-1);
}

void Handshakes::expire(base::SteadyTime now)
{
    while (!deadlines_.empty() && deadlines_.front().at <= now) {
        const Deadline deadline = deadlines_.front();
        deadlines_.pop_front();
        const auto found = pending_.constFind(deadline.socket);
        if (found != pending_.constEnd() && found->number == deadline.number) {
            drop(deadline.socket);
        }
    }
}

void Handshakes::dropAll()
{
    const auto sockets = pending_.keys();
    for (HandshakeSocket* socket : sockets) {
        drop(socket);
    }
    deadlines_.clear();
}

}  // namespace snug::net
