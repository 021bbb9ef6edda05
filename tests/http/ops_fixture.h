// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <QTest>

#include "http/ops_server.h"
#include "observe/health_board.h"
#include "observe/loop_lag.h"
#include "observe/metrics.h"
#include "observe/ops_thread.h"

namespace snug::test {

// Everything an ops server needs, real, and its port on loopback.
struct OpsFixture {
    explicit OpsFixture(const http::BoundedListener::Bounds& bounds = {})
        : server(ops,
                 {board,
                  metrics,
                  loops,
                  readiness,
                  {QStringLiteral("snug"), QStringLiteral("1.2.3"), QStringLiteral("test")},
                  [] { return http::advise(2, 300, 100); }},
                 bounds)
    {
    }

    bool start()
    {
        const auto result = server.start(QHostAddress::LocalHost, 0);
        if (result) {
            port = *result;
        }
        return result.ok();
    }

    observe::HealthBoard board;
    observe::Metrics metrics{{"1.2.3", {"bad_json"}, {1000}, {"messages"}}};
    observe::LoopLag loops{board, metrics};
    std::atomic<http::Readiness> readiness{http::Readiness::Starting};
    observe::OpsThread ops;
    http::OpsServer server;
    quint16 port = 0;
};

// What a bare socket gets for `bytes`, until the server closes or `milliseconds` have passed.
inline QByteArray askRaw(quint16 port, const QByteArray& bytes, int milliseconds = 5000)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    if (!socket.waitForConnected(milliseconds)) {
        return {};
    }
    socket.write(bytes);
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(milliseconds)) {
    }
    return socket.readAll();
}

}  // namespace snug::test
