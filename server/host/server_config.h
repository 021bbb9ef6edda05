// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "base/bytes.h"
#include "base/log.h"
#include "host/store_choice.h"
#include "rooms/hub_config.h"

namespace snug::host {

// Everything that can be set of a server. The defaults are good for a LAN. Options of the command line and
// lines of the configuration file are described in settings_table.h, one row a setting.
struct ServerConfig {
    QString name;  // how the server calls itself; empty: the machine's name
    QString listen = QStringLiteral("0.0.0.0");
    quint16 port = 4777;   // 0: any free one
    QString dataFolder;    // empty: the platform's folder for data (XDG on Linux)
    QString settingsFile;  // where changes of settings are written; empty: snugd.conf in the data folder
    // Files (PEM). Both: people connect over TLS only. None: without.
    QString tlsCertificate;
    QString tlsKey;
    StoreChoice store;
    QString httpListen = QStringLiteral("127.0.0.1");
    quint16 httpPort = 8090;          // 0: any free one
    bool http = true;                 // whether /health and /metrics are served at all
    int ioThreads = 0;                // 0: one less than the machine has cores, at least 1
    int connectionsTotal = 0;         // 0: what the descriptor limit allows
    int capacity = 0;                 // people the server is meant for; 0: as many as may connect
    int connectionsPerAddress = 100;  // 0: no limit
    base::Bytes writeBudget{1024 * 1024};
    QStringList allowedOrigins;  // of web pages that may connect; "*" is any
    base::LogLevel logLevel = base::LogLevel::Info;
    base::LogFormat logFormat = base::LogFormat::Text;
    rooms::HubConfig hub;
    std::chrono::milliseconds retainInterval{60'000};  // how often it is looked for them; not a setting
    // Sockets that listen already, handed over by whoever started the program: taken instead of listen and
    // port, and of httpListen and httpPort. They are closed with the server, so they are good for one start.
    // Not settings.
    std::optional<qintptr> chatSocket;
    std::optional<qintptr> httpSocket;

    bool wantsTls() const { return !tlsCertificate.isEmpty() || !tlsKey.isEmpty(); }
};

}  // namespace snug::host
