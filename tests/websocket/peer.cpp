// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/peer.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QTimer>

namespace snug::websocket::test {

bool waitFor(const std::function<bool()>& done)
{
    QTimer beat;  // for what other threads do
    beat.start(1);
    const QDeadlineTimer patience(20'000);
    while (!done()) {
        if (patience.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

Peer::Peer(QTcpSocket& socket, Side tested)
    : socket_(socket)
    , tested_(tested)
{
    socket_.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(&socket_, &QTcpSocket::readyRead, this, &Peer::onReadyRead);
    connect(&socket_, &QTcpSocket::disconnected, this, [this] {
        onReadyRead();
        ended_ = true;
    });
}

void Peer::send(const QByteArrayList& writes)
{
    for (const QByteArray& bytes : writes) {
        socket_.write(bytes);
        socket_.flush();
        QCoreApplication::processEvents();
    }
}

std::optional<QByteArray> Peer::takeHead()
{
    onReadyRead();
    const auto whole = [this] { return received_.indexOf("\r\n\r\n"); };
    if (!waitFor([&] { return whole() >= 0 || ended_; }) || whole() < 0) {
        return std::nullopt;
    }
    const qsizetype end = whole() + 4;
    const QByteArray head = received_.first(end);
    received_ = received_.sliced(end);
    return head;
}

void Peer::startFrames()
{
    framing_ = true;
    onReadyRead();
}

void Peer::hangUp()
{
    socket_.disconnectFromHost();
}

void Peer::onReadyRead()
{
    received_ += socket_.readAll();
    while (framing_) {
        const auto frame = takeRawFrame(received_);
        if (!frame) {
            return;
        }
        take(*frame);
    }
}

void Peer::take(const RawFrame& frame)
{
    if (frame.masked != (tested_ == Side::Client)) {
        wrong_ += "mask ";
    }
    if (close_) {
        wrong_ += "frame-after-close ";
    }
    switch (frame.first) {
        case kFinalText:
            texts_.append(frame.payload);
            break;
        case kPong:
            pongs_.append(frame.payload);
            break;
        case kClose:
            close_ = frame.payload;
            if (!closeSent_) {
                closeSent_ = true;
                socket_.write(rawFrame(kClose, frame.payload,
                                       tested_ == Side::Server ? Mask(kUsualMask) : std::nullopt));
            }
            if (tested_ == Side::Client) {
                socket_.disconnectFromHost();
            }
            break;
        default:
            wrong_ += "first-byte-" + QByteArray::number(frame.first, 16) + ' ';
    }
}

QByteArray acceptFor(const QByteArray& request)
{
    const QByteArray field = "sec-websocket-key: ";
    const qsizetype at = request.toLower().indexOf(field) + field.size();
    const QByteArray key = request.mid(at, request.indexOf("\r\n", at) - at);
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

QByteArray usualAnswer(const QByteArray& request)
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Protocol: snug.v1\r\nSec-WebSocket-Accept: " +
           acceptFor(request) + "\r\n\r\n";
}

QByteArray brief(const QByteArray& bytes)
{
    if (bytes.size() <= 60) {
        return bytes.toPercentEncoding(" {}\":,?");
    }
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex().left(8);
    return QByteArray::number(bytes.size()) + " bytes, " + hash;
}

QByteArray Seen::shown() const
{
    QByteArray all = "opening " + opening;
    const auto add = [&all](const char* what, const QByteArrayList& list) {
        for (const QByteArray& bytes : list) {
            all += QByteArray("\n") + what + ' ' + brief(bytes);
        }
    };
    add("message", messages);
    add("echo", echoes);
    add("pong", pongs);
    return all + "\nend " + end + "\ntold " + told;
}

}  // namespace snug::websocket::test
