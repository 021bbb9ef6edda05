// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/handshake.h"

#include <QRandomGenerator>
#include <QSslSocket>
#include <array>

namespace snug::client {

namespace {

const QByteArray kSubprotocol = QByteArrayLiteral("snug.v1");
constexpr int kPort = 80;
constexpr int kSecurePort = 443;

QByteArray freshKey()
{
    std::array<quint32, 4> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), static_cast<qsizetype>(numbers.size()));
    return QByteArray(reinterpret_cast<const char*>(numbers.data()), sizeof numbers).toBase64();
}

websocket::OpeningRequest requestFor(const QUrl& url, int usualPort)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':')) {
        host = '[' + host + ']';
    }
    if (const int port = url.port(usualPort); port != usualPort) {
        host += ':' + QByteArray::number(port);
    }
    const QUrl target = url.adjusted(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    QByteArray path = target.toEncoded();
    if (!path.startsWith('/')) {
        path.prepend('/');
    }
    return {std::move(host), std::move(path), kSubprotocol, freshKey()};
}

}  // namespace

Handshake::Handshake(QObject* parent)
    : QObject(parent)
{
}

Handshake::~Handshake()
{
    abort();
}

void Handshake::open(const QUrl& url)
{
    const bool secure = url.scheme() == QLatin1StringView("wss");
    const int usualPort = secure ? kSecurePort : kPort;
    request_ = requestFor(url, usualPort);
    const auto port = static_cast<quint16>(url.port(usualPort));
    auto* const tls = secure ? new QSslSocket : nullptr;
    socket_.reset(secure ? tls : new QTcpSocket);
    // More than a head may have: what is behind it stays with the system until it is read as frames.
    socket_->setReadBufferSize(2 * websocket::kAnswerHead.count);
    connect(socket_.get(), &QTcpSocket::readyRead, this, &Handshake::onReadyRead);
    // Queued: it comes in the middle of the socket's work, even of open().
    connect(socket_.get(), &QTcpSocket::errorOccurred, this, &Handshake::onSocketError, Qt::QueuedConnection);
    if (tls != nullptr) {
        connect(tls, &QSslSocket::encrypted, this, &Handshake::ask);
        tls->connectToHostEncrypted(url.host(), port);
    } else {
        connect(socket_.get(), &QTcpSocket::connected, this, &Handshake::ask);
        socket_->connectToHost(url.host(), port);
    }
}

void Handshake::abort()
{
    if (socket_ != nullptr) {
        socket_->disconnect(this);
        socket_->abort();
        socket_.reset();
    }
}

Handshake::Socket Handshake::takeSocket()
{
    socket_->disconnect(this);
    socket_->setReadBufferSize(0);
    return std::move(socket_);
}

void Handshake::ask()
{
    socket_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket_->write(websocket::requestHead(request_));
}

void Handshake::onReadyRead()
{
    const QByteArray bytes = socket_->peek(websocket::kAnswerHead.count);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
        if (bytes.size() >= websocket::kAnswerHead.count) {
            fail(QStringLiteral("The server's answer is too long."));
        }
        return;
    }
    const auto subprotocol = websocket::checkAnswer(socket_->read(end + 4), request_);
    if (!subprotocol) {
        fail(subprotocol.error());
        return;
    }
    speaksSnug_ = *subprotocol == kSubprotocol;
    Q_EMIT opened();
}

void Handshake::onSocketError()
{
    if (socket_ == nullptr) {
        return;
    }
    const auto* const tls = qobject_cast<const QSslSocket*>(socket_.get());
    const QList<QSslError> doubts = tls == nullptr ? QList<QSslError>() : tls->sslHandshakeErrors();
    if (doubts.isEmpty()) {
        fail(socket_->errorString());
        return;
    }
    abort();
    Q_EMIT distrusted(QStringLiteral("The server's certificate is not trusted: %1.")
                          .arg(doubts.constFirst().errorString()));
}

void Handshake::fail(const QString& reason)
{
    abort();
    Q_EMIT failed(reason);
}

}  // namespace snug::client
