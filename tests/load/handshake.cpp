// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/handshake.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QRandomGenerator>
#include <array>

namespace snug::load {

namespace {

constexpr std::size_t kMaxAnswer = 16 * 1024;

}  // namespace

Handshake makeHandshake(std::string_view host, int port, std::string_view path, std::string_view subprotocol)
{
    std::array<quint32, 4> random{};
    QRandomGenerator::global()->fillRange(random.data(), random.size());
    const QByteArray key = QByteArray(reinterpret_cast<const char*>(random.data()), sizeof random).toBase64();
    const QByteArray accept =
        QCryptographicHash::hash(key + QByteArrayLiteral("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"),
                                 QCryptographicHash::Sha1)
            .toBase64();
    Handshake made;
    made.accept = accept.toStdString();
    made.request = "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + std::string(host) + ":" +
                   std::to_string(port) + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                   "Sec-WebSocket-Key: " + key.toStdString() + "\r\nSec-WebSocket-Version: 13\r\n";
    if (!subprotocol.empty()) {
        made.request += "Sec-WebSocket-Protocol: " + std::string(subprotocol) + "\r\n";
    }
    made.request += "\r\n";
    return made;
}

HandshakeAnswer readHandshakeAnswer(std::string_view received, const Handshake& handshake)
{
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        if (received.size() > kMaxAnswer) {
            return {.state = HandshakeState::Refused, .reason = "the answer to the handshake does not end"};
        }
        return {};
    }
    const std::string_view head = received.substr(0, end);
    const std::string_view status = head.substr(0, head.find("\r\n"));
    if (!status.starts_with("HTTP/1.1 101")) {
        return {.state = HandshakeState::Refused, .reason = std::string(status)};
    }
    if (head.find(handshake.accept) == std::string_view::npos) {
        return {.state = HandshakeState::Refused, .reason = "wrong Sec-WebSocket-Accept"};
    }
    return {.state = HandshakeState::Accepted, .size = end + 4};
}

}  // namespace snug::load
