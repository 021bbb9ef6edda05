// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/raw_web_socket.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QtEndian>

namespace snug::test {

namespace {

constexpr int kPatienceMs = 30'000;

}  // namespace

bool RawWebSocket::connectTo(quint16 port, int receiveBuffer)
{
    socket_.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    if (!socket_.waitForConnected(kPatienceMs)) {
        return false;
    }
    if (receiveBuffer > 0) {
        socket_.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, receiveBuffer);
        socket_.setReadBufferSize(receiveBuffer);
    }
    socket_.write(
        "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Protocol: snug.v1\r\n\r\n");
    qsizetype end = -1;
    while ((end = received_.indexOf("\r\n\r\n")) < 0) {
        if (!socket_.waitForReadyRead(kPatienceMs)) {
            return false;
        }
        received_ += socket_.readAll();
    }
    const bool switched = received_.startsWith("HTTP/1.1 101");
    received_.remove(0, end + 4);
    return switched;
}

void RawWebSocket::sendFrame(Opcode opcode, const QByteArray& payload, bool masked)
{
    QByteArray frame(1, static_cast<char>(0x80U | static_cast<quint8>(opcode)));
    const char maskBit = masked ? static_cast<char>(0x80) : '\0';
    if (payload.size() < 126) {
        frame += static_cast<char>(maskBit | static_cast<char>(payload.size()));
    } else if (payload.size() < 65'536) {
        frame += static_cast<char>(maskBit | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size() & 0xff);
    } else {
        frame += static_cast<char>(maskBit | 127);
        const quint64 size = qToBigEndian(static_cast<quint64>(payload.size()));
        frame.append(reinterpret_cast<const char*>(&size), sizeof size);
    }
    if (masked) {
        frame += QByteArray(4, '\0');  // a mask of zeros changes nothing and is as valid as any
    }
    sendBytes(frame + payload);
}

void RawWebSocket::sendBytes(const QByteArray& bytes)
{
    socket_.write(bytes);
    socket_.flush();
}

std::optional<RawWebSocket::Frame> RawWebSocket::takeFrame()
{
    if (received_.size() < 2) {
        return std::nullopt;
    }
    const auto byte = [this](qsizetype at) { return static_cast<quint8>(received_.at(at)); };
    quint64 length = byte(1) & 0x7fU;
    qsizetype head = 2;
    const qsizetype extra = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (received_.size() < head + extra) {
        return std::nullopt;
    }
    if (extra > 0) {
        length = 0;
        for (qsizetype at = 0; at < extra; ++at) {
            length = (length << 8U) | byte(head + at);
        }
        head += extra;
    }
    if (static_cast<quint64>(received_.size() - head) < length) {
        return std::nullopt;
    }
    Frame frame{static_cast<Opcode>(byte(0) & 0x0fU), received_.mid(head, static_cast<qsizetype>(length))};
    received_.remove(0, head + static_cast<qsizetype>(length));
    return frame;
}

std::optional<RawWebSocket::Frame> RawWebSocket::read(int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    while (true) {
        if (auto frame = takeFrame()) {
            return frame;
        }
        if (socket_.bytesAvailable() == 0 &&
            !socket_.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
            return std::nullopt;
        }
        received_ += socket_.readAll();
    }
}

int RawWebSocket::readToClose(int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    while (const auto frame = read(static_cast<int>(deadline.remainingTime()))) {
        if (frame->opcode == Opcode::Close) {
            return frame->payload.size() < 2 ? 1005 : qFromBigEndian<quint16>(frame->payload.constData());
        }
    }
    return socket_.state() == QAbstractSocket::ConnectedState ? 0 : 1006;
}

}  // namespace snug::test
