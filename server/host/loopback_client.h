// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QObject>
#include <QSslCertificate>
#include <QTcpSocket>
#include <memory>
#include <optional>

#include "websocket/client_opening.h"
#include "websocket/frame_reader.h"

namespace snug::host {

// One WebSocket from the server to its own port, as a client would have it: TCP or TLS, the opening, frames.
// Speaks to nobody but the server itself: over TLS the other side's certificate must be exactly the one that
// is given; whether anybody vouches for it does not matter. Has no deadline: whoever waits has one.
//
// Lives on one thread with an event loop. After ended() nothing more is told; it may be destroyed at any time
// but inside of its own signals.
class LoopbackClient final : public QObject {
    Q_OBJECT

public:
    struct Target {
        QHostAddress address;
        quint16 port = 0;
        QByteArray path;
        std::optional<QSslCertificate> certificate;  // nothing: plain TCP
    };

    explicit LoopbackClient(Target target);
    ~LoopbackClient() override;

    // Begins to connect. Once.
    void open();
    bool isOpen() const { return open_; }
    // UTF-8, one frame. Only while it is open.
    void send(const QByteArray& utf8);

Q_SIGNALS:
    void opened();
    void received(const QByteArray& utf8);
    // `reason`: a part of a sentence, such as "the connection was refused".
    void ended(const QString& reason);

private:
    void onEncrypted();
    void ask();
    void onReadyRead();
    bool readAnswer();
    void handle(const websocket::FrameEvent& event);
    void write(quint8 opcode, QByteArrayView payload);
    void end(const QString& reason);

    const Target target_;
    const websocket::OpeningRequest request_;
    const std::unique_ptr<QTcpSocket> socket_;
    websocket::FrameReader reader_;
    bool open_ = false;
    bool ended_ = false;
};

}  // namespace snug::host
