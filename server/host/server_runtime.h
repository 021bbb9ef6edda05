// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QStringList>
#include <memory>

#include "base/result.h"
#include "base/thread_guard.h"
#include "host/clerk.h"
#include "host/hub_thread.h"
#include "host/probes.h"
#include "host/reporter.h"
#include "host/retention.h"
#include "host/server_config.h"
#include "host/server_figures.h"
#include "host/start_error.h"
#include "http/ops_server.h"
#include "net/network.h"
#include "observe/ops_thread.h"
#include "store/store_worker.h"

namespace snug::host {

// A server that runs: all its threads, put together and taken apart in order. The only place that knows
// everybody.
//
// Thread: made, started, stopped and destroyed on one thread, which it blocks meanwhile; see ServerHost.
// Stopping takes 2 s at most: what waits for the disk gets 0.5 s, the network 1.5 s.
class ServerRuntime {
public:
    // Where it listens.
    struct Places {
        QHostAddress address;
        quint16 port = 0;
        QHostAddress httpAddress;
        quint16 httpPort = 0;  // 0: not served
    };
    struct Sinks {
        std::function<void(const ServerFigures&)> figures;  // on the ops thread, once a second
        // On the clerk's thread: a code for the owner, whom the server has none of; settings were changed.
        std::function<void(const QString& code)> claimOffered;
        std::function<void(const ServerConfig&)> configured;
    };

    ServerRuntime(ServerConfig config, Sinks sinks);
    ~ServerRuntime();
    Q_DISABLE_COPY_MOVE(ServerRuntime)

    // Serving when it returns. After an error nothing runs. Once.
    base::Result<Places, StartError> start();
    // Takes over what of `config` can change while people are connected: certificate and key, from the files
    // it names. Error: a sentence; then all is as it was. After start().
    base::Result<base::Done, QString> reload(const ServerConfig& config);
    // Stops accepting, lets the store finish, says 1001 to everybody, closes the store. Twice is once.
    void stop();

private:
    EffectTargets targets();
    base::Result<base::Done, StartError> startStore();
    base::Result<quint16, StartError> startNetwork(const net::NetworkConfig& config);
    base::Result<quint16, StartError> startHttp();
    void startProbes(const net::NetworkConfig& network, quint16 port);
    void tell(const ServerFigures& figures);
    // Takes over what has changed of the settings. The clerk's thread.
    void configure(const ServerConfig& config);
    rooms::HubConfig hubConfig(const ServerConfig& config) const;
    http::ScaleAdvice scale() const;

    const ServerConfig config_;
    const Sinks sinks_;
    base::ThreadGuard guard_;

    // In the order in which each may borrow from those before it.
    std::atomic<http::Readiness> readiness_{http::Readiness::Starting};
    observe::Metrics metrics_;
    observe::HealthBoard health_;
    Probes probes_;
    Retention retention_;
    Reporter reporter_;
    std::unique_ptr<Clerk> clerk_;
    std::unique_ptr<HubThread> hub_;
    std::unique_ptr<store::StoreWorker> store_;
    std::unique_ptr<net::Network> network_;
    observe::OpsThread ops_;
    std::unique_ptr<http::OpsServer> http_;
    std::atomic<bool> stopping_{false};
    bool served_ = false;
    bool stopped_ = false;
};

// The folder for data where the configuration names none: <XDG data>/snug/server.
QString defaultDataFolder();

}  // namespace snug::host
