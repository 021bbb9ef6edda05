// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <chrono>
#include <deque>

#include "base/bytes.h"

namespace snug::http {

// Accepts for a QHttpServer and bounds what QHttpServer 6.4 does not: it reads a request line, headers and
// body of any length into memory, waits for them for ever and accepts connections without end.
//
// One connection is one request: whoever answers closes. So a connection has one deadline for everything,
// asking and taking the answer, and one budget of bytes; past either it is dropped. When all places are taken
// the oldest connection gives way: silent ones cannot lock others out.
//
// Thread: its own, without blocking. Owns its sockets (QObject children).
class BoundedListener : public QTcpServer {
    Q_OBJECT

public:
    struct Bounds {
        int connections = 64;
        base::Bytes request{16 * 1024};
        std::chrono::milliseconds deadline{10'000};
    };

    explicit BoundedListener(const Bounds& bounds, QObject* parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void makeRoom();
    void watch(QTcpSocket& socket);

    const Bounds bounds_;
    std::deque<QTcpSocket*> open_;  // oldest first
};

}  // namespace snug::http
