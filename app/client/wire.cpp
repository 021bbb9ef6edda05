// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/wire.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QSslSocket>
#include <array>
#include <cstring>

#include "base/log.h"
#include "protocol/codes.h"
#include "protocol/limits.h"
#include "websocket/frame_bytes.h"
#include "websocket/opcodes.h"

namespace snug::client {

using protocol::CloseCode;
namespace opcode = websocket::opcode;

namespace {

constexpr qint64 kReadAtOnce = 64 * 1024;
// With more than this waiting, only the newest ping is answered (RFC 6455, 5.5.3), and not before it is less.
constexpr qint64 kPongsMayWait = 64 * 1024;

// RFC 6455, 5.3: new for each frame, and nobody can guess it.
std::array<char, 4> freshMask()
{
    const quint32 number = QRandomGenerator::system()->generate();
    std::array<char, 4> mask{};
    std::memcpy(mask.data(), &number, mask.size());
    return mask;
}

}  // namespace

Wire::Wire(const Timing& timing, QObject* parent)
    : QObject(parent)
    , timing_(timing)
    , reader_(websocket::Role::Client, protocol::kServerFrame)
{
    deadline_.setSingleShot(true);
    connect(&deadline_, &QTimer::timeout, this, &Wire::onDeadline);
    connect(&handshake_, &Handshake::opened, this, &Wire::begin);
    connect(&handshake_, &Handshake::failed, this, &Wire::abort);
    connect(&handshake_, &Handshake::distrusted, this,
            [this](const QString& reason) { end(kDistrusted, reason); });
}

Wire::~Wire()
{
    if (socket_ != nullptr) {
        socket_->disconnect(this);
        socket_->abort();
    }
}

void Wire::open(const QUrl& url)
{
    deadline_.start(timing_.handshake);
    handshake_.open(url);
}

void Wire::send(const QByteArray& frame)
{
    if (state_ != State::Open) {
        return;
    }
    write(opcode::kText, frame);
    if (bytesToWrite() > kMostWaiting.count) {
        QMetaObject::invokeMethod(
            this, [this] { abort(QStringLiteral("The server does not take what is sent.")); },
            Qt::QueuedConnection);
    }
}

void Wire::close()
{
    if (state_ == State::Opening) {
        abort({});
    } else if (state_ == State::Open) {
        const auto code = static_cast<quint16>(CloseCode::Normal);
        startClosing(code, code, {});
    }
}

void Wire::abort(const QString& reason)
{
    if (state_ == State::Closing) {
        end(closeCode_, closeReason_);
    } else {
        end(kAbnormal, reason);
    }
}

qint64 Wire::bytesToWrite() const
{
    if (socket_ == nullptr) {
        return 0;
    }
    const auto* const tls = qobject_cast<const QSslSocket*>(socket_.get());
    return socket_->bytesToWrite() + (tls == nullptr ? 0 : tls->encryptedBytesToWrite());
}

void Wire::begin()
{
    deadline_.stop();
    state_ = State::Open;
    socket_ = handshake_.takeSocket();
    connect(socket_.get(), &QTcpSocket::readyRead, this, &Wire::read);
    connect(socket_.get(), &QTcpSocket::disconnected, this, &Wire::onSocketGone);
    if (auto* const tls = qobject_cast<QSslSocket*>(socket_.get())) {
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &Wire::payOwedPong);
    } else {
        connect(socket_.get(), &QTcpSocket::bytesWritten, this, &Wire::payOwedPong);
    }
    const QPointer<Wire> self(this);
    Q_EMIT opened();
    if (self != nullptr) {
        read();  // what came with the handshake's answer
    }
}

void Wire::read()
{
    const QPointer<Wire> self(this);
    while (self != nullptr && state_ != State::Ended) {
        const QByteArray bytes = socket_->read(kReadAtOnce);
        if (bytes.isEmpty()) {
            return;
        }
        take(bytes);
    }
}

void Wire::take(QByteArrayView bytes)
{
    const QPointer<Wire> self(this);
    while (self != nullptr && state_ != State::Ended) {
        const auto event = reader_.next(bytes);
        if (!event) {
            return;
        }
        handle(*event);
    }
}

void Wire::handle(const websocket::FrameEvent& event)
{
    if (const auto* text = std::get_if<websocket::TextMessage>(&event)) {
        if (state_ == State::Open) {
            Q_EMIT received(text->utf8);
        }
    } else if (const auto* ping = std::get_if<websocket::PingFrame>(&event)) {
        answerPing(ping->payload);
        Q_EMIT ponged();
    } else if (std::holds_alternative<websocket::PongFrame>(event)) {
        Q_EMIT ponged();
    } else if (const auto* closing = std::get_if<websocket::CloseFrame>(&event)) {
        answerClose(*closing);
    } else if (const auto* fault = std::get_if<websocket::FrameFault>(&event)) {
        qCDebug(base::logClient, "The server broke the rules: %s", fault->what);
        const auto code = static_cast<quint16>(fault->code);
        startClosing(code, code, QStringLiteral("The server sent what is no part of the protocol."));
    }
}

void Wire::answerPing(const QByteArray& payload)
{
    owedPong_ = payload;
    payOwedPong();
}

void Wire::payOwedPong()
{
    if (owedPong_ && state_ == State::Open && bytesToWrite() <= kPongsMayWait) {
        write(opcode::kPong, *std::exchange(owedPong_, {}));
    }
}

void Wire::answerClose(const websocket::CloseFrame& frame)
{
    // In the other case this is the answer to ours. Either way the server hangs up next.
    startClosing(frame.code, frame.code.value_or(static_cast<quint16>(CloseCode::Normal)),
                 QString::fromUtf8(frame.reason));
}

// Sends a close frame; then all that is waited for is the server's hanging up. The first reason counts.
void Wire::startClosing(std::optional<quint16> sent, quint16 closeCode, const QString& reason)
{
    if (state_ != State::Open) {
        return;
    }
    write(opcode::kClose, websocket::closePayload(sent));
    state_ = State::Closing;
    closeCode_ = closeCode;
    closeReason_ = reason;
    deadline_.start(timing_.closing);
}

void Wire::write(quint8 opcode, QByteArrayView payload)
{
    socket_->write(websocket::maskedFrameBytes(opcode, payload, freshMask()));
}

void Wire::onSocketGone()
{
    const QPointer<Wire> self(this);
    read();  // what came before the end
    if (self != nullptr) {
        abort(QStringLiteral("The connection was lost."));
    }
}

void Wire::onDeadline()
{
    abort(QStringLiteral("The server did not answer in time."));
}

void Wire::end(quint16 closeCode, const QString& reason)
{
    if (state_ == State::Ended) {
        return;
    }
    state_ = State::Ended;
    deadline_.stop();
    handshake_.disconnect(this);
    handshake_.abort();
    if (socket_ != nullptr) {
        socket_->disconnect(this);
        socket_->abort();
    }
    Q_EMIT ended(closeCode, reason);
}

}  // namespace snug::client
