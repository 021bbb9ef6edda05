// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/net_support.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTest>
#include <QUrl>
#include <QtEndian>
#include <algorithm>

#include "websocket/raw_frames.h"

namespace snug::net::test {

namespace {

constexpr int kSocketMs = 5000;

}  // namespace

Inbound Recorder::inbound()
{
    Inbound inbound;
    inbound.opened = [this](base::ConnectionId id, const OpenedFacts& facts) {
        const std::lock_guard lock(mutex_);
        if (full_) {
            return false;
        }
        opened_.push_back(id);
        facts_.push_back(facts);
        here_.insert(static_cast<quint64>(id));
        return true;
    };
    inbound.received = [this](base::ConnectionId id,
                              base::Result<protocol::Request, protocol::DecodeError> request) {
        const Received received{id, std::move(request)};
        std::function<void(const Received&)> then;
        {
            const std::lock_guard lock(mutex_);
            if (full_) {
                return false;
            }
            consistent_ = consistent_ && here_.contains(static_cast<quint64>(id));
            received_.push_back(received);
            then = then_;
        }
        if (then) {
            then(received);
        }
        return true;
    };
    inbound.closed = [this](base::ConnectionId id, bool clean) {
        const std::lock_guard lock(mutex_);
        if (full_) {
            return false;
        }
        consistent_ = consistent_ && here_.remove(static_cast<quint64>(id));
        ++closed_;
        clean_ += clean ? 1 : 0;
        return true;
    };
    inbound.measured = [this](const std::vector<ConnectionFigures>& figures) {
        const std::lock_guard lock(mutex_);
        if (full_) {
            return false;
        }
        for (const ConnectionFigures& each : figures) {
            figures_.insert(static_cast<quint64>(each.id), each);
        }
        mostFiguresAtOnce_ = std::max(mostFiguresAtOnce_, figures.size());
        return true;
    };
    inbound.recorded = [this](const ConnectionRecord& record) {
        const std::lock_guard lock(mutex_);
        if (full_) {
            return false;
        }
        records_.push_back(record);
        return true;
    };
    return inbound;
}

std::vector<ConnectionRecord> Recorder::records() const
{
    const std::lock_guard lock(mutex_);
    return records_;
}

std::vector<ConnectionFigures> Recorder::figures() const
{
    const std::lock_guard lock(mutex_);
    std::vector<ConnectionFigures> figures(figures_.cbegin(), figures_.cend());
    std::sort(figures.begin(), figures.end(),
              [](const auto& left, const auto& right) { return left.id < right.id; });
    return figures;
}

std::size_t Recorder::mostFiguresAtOnce() const
{
    const std::lock_guard lock(mutex_);
    return mostFiguresAtOnce_;
}

std::vector<base::ConnectionId> Recorder::opened() const
{
    const std::lock_guard lock(mutex_);
    return opened_;
}

std::vector<OpenedFacts> Recorder::facts() const
{
    const std::lock_guard lock(mutex_);
    return facts_;
}

std::vector<Recorder::Received> Recorder::received() const
{
    const std::lock_guard lock(mutex_);
    return received_;
}

int Recorder::closedCount() const
{
    const std::lock_guard lock(mutex_);
    return closed_;
}

int Recorder::cleanCount() const
{
    const std::lock_guard lock(mutex_);
    return clean_;
}

base::Audience Recorder::present() const
{
    const std::lock_guard lock(mutex_);
    std::vector<base::ConnectionId> ids;
    for (const quint64 id : here_) {
        ids.push_back(base::ConnectionId{id});
    }
    std::sort(ids.begin(), ids.end());
    return std::make_shared<const std::vector<base::ConnectionId>>(std::move(ids));
}

bool Recorder::consistent() const
{
    const std::lock_guard lock(mutex_);
    return consistent_;
}

void Recorder::onReceived(std::function<void(const Received&)> then)
{
    const std::lock_guard lock(mutex_);
    then_ = std::move(then);
}

void Recorder::setFull(bool full)
{
    const std::lock_guard lock(mutex_);
    full_ = full;
}

Client::Client(quint16 port, Transport transport)
{
    QObject::connect(&socket, &QWebSocket::connected, context_.get(), [this] { connected = true; });
    QObject::connect(&socket, &QWebSocket::disconnected, context_.get(), [this] { ended = true; });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, context_.get(),
                     [this](const QString& text) { texts.append(text); });
    QObject::connect(&socket, &QWebSocket::pong, context_.get(), [this] { ++pings; });
    const auto scheme = transport == Transport::Tls ? u"wss" : u"ws";
    QNetworkRequest request(QUrl(QStringLiteral("%1://127.0.0.1:%2/").arg(scheme).arg(port)));
    request.setRawHeader("Sec-WebSocket-Protocol", "snug.v1");
    socket.open(request);
}

QByteArray handshakeRequest(const QByteArray& extra, const QByteArray& path)
{
    return "GET " + path +
           " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
           extra + "\r\n";
}

QByteArray clientFrame(quint8 firstByte, const QByteArray& payload)
{
    return websocket::test::rawFrame(firstByte, payload, websocket::test::kUsualMask);
}

std::unique_ptr<QTcpSocket> rawSocket(quint16 port, Transport transport)
{
    const QString host = QHostAddress(QHostAddress::LocalHost).toString();
    if (transport == Transport::Plain) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(host, port);
        return socket->waitForConnected(kSocketMs) ? std::move(socket) : nullptr;
    }
    auto socket = std::make_unique<QSslSocket>();
    socket->connectToHostEncrypted(host, port);
    return socket->waitForEncrypted(kSocketMs) ? std::move(socket) : nullptr;
}

std::unique_ptr<QTcpSocket> rawWebSocket(quint16 port, Transport transport, const QByteArray& behindRequest,
                                         const QByteArray& path)
{
    auto socket = rawSocket(port, transport);
    if (socket == nullptr) {
        return nullptr;
    }
    socket->write(handshakeRequest({}, path) + behindRequest);
    QByteArray answer;
    while (!answer.endsWith("\r\n\r\n")) {
        if (socket->bytesAvailable() == 0 && !socket->waitForReadyRead(kSocketMs)) {
            return nullptr;
        }
        answer += socket->read(1);
    }
    return answer.startsWith("HTTP/1.1 101") ? std::move(socket) : nullptr;
}

quint16 closeCodeIn(const QByteArray& bytes)
{
    const auto at = bytes.size() - 4;
    if (at < 0 || static_cast<quint8>(bytes[at]) != 0x88 || bytes[at + 1] != 2) {
        return 0;
    }
    return qFromBigEndian<quint16>(bytes.constData() + at + 2);
}

}  // namespace snug::net::test
