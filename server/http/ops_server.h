// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>
#include <memory>
#include <optional>

#include "base/result.h"
#include "base/thread_guard.h"
#include "http/bounded_listener.h"
#include "http/ops_routes.h"

namespace snug::observe {
class OpsThread;
}

namespace snug::http {

// The HTTP server of the ops port (8090 by default), for monitoring systems: what ops_routes.h says. No TLS,
// no password, no CORS: it is meant for loopback or a closed network, and listens where start() is told; the
// configuration's default is loopback.
//
// It works on the ops thread and only there, so it answers whatever the other threads do; a slow client costs
// nobody but itself. One request a connection. QHttpServer 6.4 bounds nothing by itself and stays with
// HTTP/1.1; the bounds are BoundedListener's. What they cannot do: a request that is too long or too slow is
// dropped without an answer (no 413, no 408), and whoever floods the port faster than the deadline can push
// others out.
//
// Thread: made, started, stopped and destroyed by its owner's thread; must be stopped before the OpsThread.
class OpsServer {
public:
    // Borrows the thread and all sources.
    OpsServer(observe::OpsThread& thread, const OpsSources& sources,
              const BoundedListener::Bounds& bounds = {});
    ~OpsServer();
    Q_DISABLE_COPY_MOVE(OpsServer)

    // Listens; answers the port, which port 0 leaves to the system. An error is a sentence for people, with
    // address and port in it. May be called again after an error or stop().
    // `listening` is a socket that listens already, taken instead of address and port and owned from then on.
    base::Result<quint16, QString> start(const QHostAddress& address, quint16 port,
                                         std::optional<qintptr> listening = {});
    // Where it listens, after start().
    QHostAddress address() const { return address_; }

    // Closes the port and drops open connections before it returns. Twice is once.
    void stop();

private:
    class Worker;

    base::ThreadGuard guard_;
    observe::OpsThread& thread_;
    const OpsSources sources_;
    const BoundedListener::Bounds bounds_;
    QHostAddress address_;
    std::unique_ptr<Worker> worker_;  // made and destroyed on the ops thread
};

}  // namespace snug::http
