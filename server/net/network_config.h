// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QStringList>
#include <chrono>
#include <optional>

#include "base/bytes.h"
#include "protocol/limits.h"

namespace snug::net {

// How the network behaves. Fixed once it is started.
struct NetworkConfig {
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;  // 0: a free one
    // A socket that listens already, instead of one at address and port; the network closes it.
    std::optional<qintptr> listening;
    int ioThreads = 1;              // 1 … 255
    int connectionsTotal = 0;       // 0: as many as the system has descriptors for
    int connectionsPerAddress = 0;  // 0: no cap; an IPv6 address counts by its /64 network
    std::chrono::milliseconds handshakeDeadline{5000};  // from accept to a WebSocket, then dropped
    std::chrono::milliseconds helloDeadline{10'000};    // from there to helloDone             → close 4002
    base::Bytes writeBudget{1024 * 1024};  // what may wait for one reader          → close 4000
    int mailboxCapacity = 64 * 1024;       // deliveries that may wait for one I/O thread
    QStringList allowedOrigins;            // of browsers; "*" is any; no Origin header is fine
    protocol::Limits limits;
    QString serverName;  // in the handshake's answer
    // Certificate and key: TLS is spoken and nothing else. Nothing: plain TCP.
    std::optional<QSslConfiguration> tls;
    // Who asks for exactly this path (without a query, as it stands in the request) is the server's own: one
    // connection beside the caps, outside all figures, without a deadline for its hello. A secret that nobody
    // can guess; empty: there is none.
    QByteArray innerPath;
};

// The longest request head of a handshake, and the longest hello of a TLS client; longer ones are dropped.
inline constexpr base::Bytes kHandshakeHeader{8 * 1024};
// How long a peer may take to answer a close before it is dropped.
inline constexpr std::chrono::milliseconds kCloseDeadline{2000};

}  // namespace snug::net
