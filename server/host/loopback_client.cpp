// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/loopback_client.h"

#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QSslConfiguration>
#include <QSslSocket>
#include <array>
#include <cstring>

#include "protocol/limits.h"
#include "websocket/frame_bytes.h"
#include "websocket/opcodes.h"

namespace snug::host {

namespace opcode = websocket::opcode;

namespace {

// RFC 6455, 5.3: new for each frame, and nobody can guess it.
std::array<char, 4> freshMask()
{
    const quint32 number = QRandomGenerator::system()->generate();
    std::array<char, 4> mask{};
    std::memcpy(mask.data(), &number, mask.size());
    return mask;
}

QByteArray freshKey()
{
    std::array<quint32, 4> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), static_cast<qsizetype>(numbers.size()));
    return QByteArray(reinterpret_cast<const char*>(numbers.data()), sizeof numbers).toBase64();
}

websocket::OpeningRequest requestFor(const LoopbackClient::Target& target)
{
    const QString address = target.address.toString();
    const bool isV6 = target.address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = (isV6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"));
    return {host.arg(address).arg(target.port).toLatin1(), target.path, "snug.v1", freshKey()};
}

std::unique_ptr<QTcpSocket> makeSocket(bool secure)
{
    if (!secure) {
        return std::make_unique<QTcpSocket>();
    }
    auto tls = std::make_unique<QSslSocket>();
    // Nobody vouches for a certificate of a server's own; it is compared instead.
    tls->setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

}  // namespace

LoopbackClient::LoopbackClient(Target target)
    : target_(std::move(target))
    , request_(requestFor(target_))
    , socket_(makeSocket(target_.certificate.has_value()))
    , reader_(websocket::Role::Client, protocol::kServerFrame)
{
    socket_->setProxy(QNetworkProxy::NoProxy);
    connect(socket_.get(), &QTcpSocket::readyRead, this, &LoopbackClient::onReadyRead);
    // Queued: it comes in the middle of the socket's work, even of open().
    connect(
        socket_.get(), &QTcpSocket::errorOccurred, this, [this] { end(socket_->errorString()); },
        Qt::QueuedConnection);
    if (auto* const tls = qobject_cast<QSslSocket*>(socket_.get())) {
        connect(tls, &QSslSocket::encrypted, this, &LoopbackClient::onEncrypted);
    } else {
        connect(socket_.get(), &QTcpSocket::connected, this, &LoopbackClient::ask);
    }
}

LoopbackClient::~LoopbackClient()
{
    socket_->disconnect(this);
    socket_->abort();
}

void LoopbackClient::open()
{
    if (auto* const tls = qobject_cast<QSslSocket*>(socket_.get())) {
        tls->connectToHostEncrypted(target_.address.toString(), target_.port);
    } else {
        socket_->connectToHost(target_.address, target_.port);
    }
}

void LoopbackClient::send(const QByteArray& utf8)
{
    if (open_) {
        write(opcode::kText, utf8);
    }
}

void LoopbackClient::onEncrypted()
{
    const auto& tls = static_cast<const QSslSocket&>(*socket_);
    if (tls.peerCertificate() != *target_.certificate) {
        end(QStringLiteral("what answers there has another certificate"));
        return;
    }
    ask();
}

void LoopbackClient::ask()
{
    socket_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket_->write(websocket::requestHead(request_));
}

void LoopbackClient::onReadyRead()
{
    if (ended_ || (!open_ && !readAnswer())) {
        return;
    }
    const QByteArray bytes = socket_->readAll();
    QByteArrayView left = bytes;
    while (!ended_) {
        const auto event = reader_.next(left);
        if (!event) {
            return;
        }
        handle(*event);
    }
}

// True: the answer was there and opens a WebSocket.
bool LoopbackClient::readAnswer()
{
    const QByteArray head = socket_->peek(websocket::kAnswerHead.count);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0) {
        if (head.size() >= websocket::kAnswerHead.count) {
            this->end(QStringLiteral("the answer is too long"));
        }
        return false;
    }
    const auto subprotocol = websocket::checkAnswer(socket_->read(end + 4), request_);
    if (!subprotocol) {
        QString sentence = subprotocol.error();
        if (sentence.endsWith(u'.')) {
            sentence.chop(1);
        }
        this->end(sentence);
        return false;
    }
    open_ = true;
    Q_EMIT opened();
    return true;
}

void LoopbackClient::handle(const websocket::FrameEvent& event)
{
    if (const auto* const text = std::get_if<websocket::TextMessage>(&event)) {
        Q_EMIT received(text->utf8);
    } else if (const auto* const ping = std::get_if<websocket::PingFrame>(&event)) {
        write(opcode::kPong, ping->payload);
    } else if (const auto* const close = std::get_if<websocket::CloseFrame>(&event)) {
        end(QStringLiteral("it was closed with code %1").arg(close->code.value_or(0)));
    } else if (const auto* const fault = std::get_if<websocket::FrameFault>(&event)) {
        end(QStringLiteral("what came is no part of the protocol: %1").arg(QLatin1StringView(fault->what)));
    }
}

void LoopbackClient::write(quint8 opcode, QByteArrayView payload)
{
    socket_->write(websocket::maskedFrameBytes(opcode, payload, freshMask()));
}

void LoopbackClient::end(const QString& reason)
{
    if (std::exchange(ended_, true)) {
        return;
    }
    open_ = false;
    socket_->disconnect(this);
    socket_->abort();
    Q_EMIT ended(reason);
}

}  // namespace snug::host
