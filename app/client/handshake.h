// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpSocket>
#include <QUrl>
#include <memory>

#include "websocket/client_opening.h"

namespace snug::client {

// One attempt at an opening handshake: TCP or TLS, the request, the answer's strict check. GUI thread. Has no
// deadline of its own. Tells one of opened(), failed() and distrusted(), once, unless abort() comes first;
// may be destroyed by a receiver of them. A certificate that does not prove to be the host's ends the attempt
// before anything is said.
class Handshake final : public QObject {
    Q_OBJECT

public:
    // A socket may be in the middle of a signal when its owner goes.
    using Socket = std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater>;

    explicit Handshake(QObject* parent = nullptr);
    ~Handshake() override;

    // ws or wss.
    void open(const QUrl& url);
    void abort();

    // After opened(), once: the socket, at the first byte behind the answer.
    Socket takeSocket();
    // The server chose our subprotocol; otherwise it chose none.
    bool speaksSnug() const { return speaksSnug_; }

Q_SIGNALS:
    void opened();
    // `reason` is a sentence.
    void failed(const QString& reason);
    // The server's certificate is not to be trusted, and will not be the next time either.
    void distrusted(const QString& reason);

private:
    void ask();
    void onSocketError();
    void onReadyRead();
    void fail(const QString& reason);

    Socket socket_;
    websocket::OpeningRequest request_;
    bool speaksSnug_ = false;
};

}  // namespace snug::client
