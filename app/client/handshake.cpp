// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/handshake.h"

#include <QWebSocketHandshakeOptions>

namespace snug::client {

namespace {
const QString kSubprotocol = QStringLiteral("snug.v1");
// What of the answer may wait to be read; a line that does not fit never ends, and the deadline strikes.
constexpr qint64 kHeadBuffer = 16 * 1024;
}  // namespace

Handshake::Handshake(QObject* parent)
    : QObject(parent)
    , webSocket_(std::make_unique<QWebSocket>())
{
    webSocket_->setReadBufferSize(kHeadBuffer);
    connect(webSocket_.get(), &QWebSocket::connected, this, &Handshake::onConnected);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failure = &QWebSocket::errorOccurred;
#else
    const auto failure = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif
    // Queued: the socket emits it in the middle of its own work, before the reason is known.
    connect(
        webSocket_.get(), failure, this,
        [this] {
            if (webSocket_ != nullptr && socket_ == nullptr) {
                const QString reason = webSocket_->errorString();
                abort();
                Q_EMIT failed(reason);
            }
        },
        Qt::QueuedConnection);
}

Handshake::~Handshake()
{
    abort();
}

void Handshake::open(const QUrl& url)
{
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({kSubprotocol});
    webSocket_->open(url, options);
}

void Handshake::abort()
{
    if (webSocket_ != nullptr) {
        webSocket_->disconnect(this);
        webSocket_->abort();
        webSocket_.reset();
    }
    socket_.reset();
}

// In the middle of QWebSocket's reading: it goes on to read frames when this returns, from a socket that has
// nothing more for it.
void Handshake::onConnected()
{
    speaksSnug_ = webSocket_->subprotocol() == kSubprotocol;
    webSocket_->disconnect(this);
    socket_.reset(webSocket_->findChild<QTcpSocket*>());
    socket_->setParent(nullptr);
    socket_->setReadBufferSize(0);
    already_ = socket_->readAll();
    // It believes that the connection has ended, or its destructor would say good-bye to the server.
    Q_EMIT socket_->stateChanged(QAbstractSocket::UnconnectedState);
    socket_->disconnect();
    QMetaObject::invokeMethod(this, &Handshake::letGo, Qt::QueuedConnection);
}

void Handshake::letGo()
{
    if (socket_ != nullptr) {  // not aborted meanwhile
        webSocket_.reset();
        Q_EMIT opened();
    }
}

}  // namespace snug::client
