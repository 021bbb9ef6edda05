// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>
#include <optional>

namespace snug::test {

// A WebSocket by hand, for what QWebSocket would never do: unmasked or malformed frames, not answering pings,
// not reading. Blocks the test's thread, bounded.
class RawWebSocket {
public:
    enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    // TCP and handshake on loopback. `receiveBuffer` > 0 makes the kernel's buffer for what arrives that
    // small.
    bool connectTo(quint16 port, int receiveBuffer = 0);

    void sendFrame(Opcode opcode, const QByteArray& payload, bool masked = true);
    void sendBytes(const QByteArray& bytes);

    struct Frame {
        Opcode opcode = Opcode::Text;
        QByteArray payload;
    };
    // The next frame; nothing when the connection ended or none came in time.
    std::optional<Frame> read(int milliseconds = 30'000);
    // Reads on to the close frame and answers its code; 1005: without a code, 1006: ended without one, 0:
    // neither came in time. Pings are not answered.
    int readToClose(int milliseconds = 60'000);

    QTcpSocket& tcp() { return socket_; }

private:
    std::optional<Frame> takeFrame();

    QTcpSocket socket_;
    QByteArray received_;
};

}  // namespace snug::test
