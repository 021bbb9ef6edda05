// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

#include "store/operations.h"

namespace snug::store {

// Where one Redis server is, as written after --store:
//
//   redis://[[user]:password@]host[:port][/database]
//   redis+unix://[[user]:password@]/path/to/socket[?db=database]
//   redis+sentinel://[[user]:password@]host[:port],host[:port]…/master[/database]
//
// User and password are percent-encoded; with Sentinel they are the server's, not the sentinels'.
struct RedisAddress {
    struct Host {
        QString name;  // a v6 address without brackets
        quint16 port = 0;
        friend bool operator==(const Host&, const Host&) = default;
    };
    static constexpr quint16 kPort = 6379;
    static constexpr quint16 kSentinelPort = 26379;

    QVector<Host> hosts;  // of the server: one; of its sentinels: some; none: socketPath
    QString socketPath;
    QString sentinelMaster;  // empty: the host is the server itself
    QString user;
    QString password;
    int database = 0;

    // For people and logs: without user and password.
    QString text() const;
    friend bool operator==(const RedisAddress&, const RedisAddress&) = default;
};

// The addresses of a list "redis://a,redis://b", in its order: at least one. Error: a sentence for whoever
// wrote it.
base::Result<QVector<RedisAddress>, QString> parseRedisAddresses(const QString& text);

}  // namespace snug::store
