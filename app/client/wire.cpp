// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/wire.h"

#include <QWebSocketHandshakeOptions>

#include "protocol/codes.h"
#include "protocol/limits.h"

namespace snug::client {

namespace {
const QString kSubprotocol = QStringLiteral("snug.v1");
}

Wire::Wire(const Timing& timing, QObject* parent)
    : QObject(parent)
    , timing_(timing)
{
    deadline_.setSingleShot(true);
    const auto most = static_cast<quint64>(protocol::kServerFrame.count);
    socket_.setMaxAllowedIncomingFrameSize(most);
    socket_.setMaxAllowedIncomingMessageSize(most);
    connectSocket();
}

Wire::~Wire()
{
    socket_.disconnect(this);
}

void Wire::connectSocket()
{
    connect(&socket_, &QWebSocket::connected, this, [this] {
        deadline_.stop();
        opened_ = true;
        Q_EMIT opened();
    });
    connect(&socket_, &QWebSocket::textMessageReceived, this, [this](const QString& text) {
        if (!ended_ && !closing_) {
            Q_EMIT received(text.toUtf8());
        }
    });
    connect(&socket_, &QWebSocket::pong, this, &Wire::ponged);
    // Without a close frame Qt does not emit this, and its closeCode() says 1000.
    connect(&socket_, &QWebSocket::aboutToClose, this, [this] { closeFrameSeen_ = true; });
    connect(&socket_, &QWebSocket::disconnected, this, &Wire::onSocketGone);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif
    // Queued: the socket emits it in the middle of its own work, and for a refused TCP connection
    // `disconnected` comes before the reason is known.
    connect(
        &socket_, failed, this,
        [this] {
            if (!opened_) {
                abort(socket_.errorString());
            }
        },
        Qt::QueuedConnection);
    connect(&deadline_, &QTimer::timeout, this,
            [this] { abort(closing_ ? QString() : QStringLiteral("The server did not answer in time.")); });
}

void Wire::open(const QUrl& url)
{
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({kSubprotocol});
    deadline_.start(timing_.handshake);
    socket_.open(url, options);
}

void Wire::send(const QByteArray& frame)
{
    if (opened_ && !closing_ && !ended_) {
        socket_.sendTextMessage(QString::fromUtf8(frame));
    }
}

void Wire::close()
{
    if (ended_ || closing_) {
        return;
    }
    if (!opened_) {
        abort({});
        return;
    }
    closing_ = true;
    deadline_.start(timing_.closing);
    socket_.close();
}

void Wire::abort(const QString& reason)
{
    end(closing_ ? static_cast<quint16>(protocol::CloseCode::Normal) : kAbnormal, reason);
}

bool Wire::speaksSnug() const
{
    return socket_.subprotocol() == kSubprotocol;
}

void Wire::onSocketGone()
{
    if (!opened_ && !ended_) {
        return;  // the error that follows says why; the deadline stands behind it
    }
    if (closing_) {
        end(static_cast<quint16>(protocol::CloseCode::Normal), {});
    } else if (closeFrameSeen_) {
        end(static_cast<quint16>(socket_.closeCode()), socket_.closeReason());
    } else {
        end(kAbnormal, QStringLiteral("The connection was lost."));
    }
}

void Wire::end(quint16 closeCode, const QString& reason)
{
    if (ended_) {
        return;
    }
    ended_ = true;
    deadline_.stop();
    socket_.disconnect(this);
    socket_.abort();
    Q_EMIT ended(closeCode, reason);
}

}  // namespace snug::client
