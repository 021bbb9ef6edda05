// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTimer>
#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "net/io_thread.h"

namespace snug::net {

// Accepts connections and gives each to the I/O thread with the fewest. At the cap, or when the system has no
// descriptor left, it stops accepting until there is room: newcomers wait in the kernel's backlog and nothing
// spins. Made, used and destroyed on one I/O thread.
class Listener final : public QTcpServer {
    Q_OBJECT

public:
    Listener(std::vector<IoThread*> threads, Admission& admission);

    // Listens on `listening`, a socket that does so already and is owned from then on, or on one made at
    // `address` and `port`. The port, or a sentence for people.
    base::Result<quint16, QString> start(const QHostAddress& address, quint16 port,
                                         std::optional<qintptr> listening = {});
    // There is room again.
    void goOn();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void onAcceptError(QAbstractSocket::SocketError error);
    void holdOn();

    const std::vector<IoThread*> threads_;
    Admission& admission_;
    QTimer again_;  // while not accepting: nobody tells when the system has descriptors again
};

}  // namespace snug::net
