// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "host/certificate_probe.h"
#include "host/path_probe.h"
#include "host/redis_probe.h"
#include "host/server_config.h"
#include "host/store_probe.h"
#include "observe/loop_lag.h"
#include "observe/metrics.h"

namespace snug::net {
class Network;
}
namespace snug::observe {
class OpsThread;
}
namespace snug::store {
class StoreWorker;
}

namespace snug::host {

class HubThread;

// Everything by which a server looks at itself: whether each thread moves, what waits in the queues, store,
// Redis, disk and certificate, and the path of a message through all of it. Feeds the board.
//
// Thread: made, started and ended by the server's owner; take() and redisAnswered() for the store's thread,
// from construction on; servers() and people() for any. What looks runs on the ops thread. Borrows board and
// metrics, and from start() on what is watched, until the ops thread has stopped.
class Probes {
public:
    struct Watched {
        const ServerConfig& config;
        HubThread& hub;
        net::Network& network;
        store::StoreWorker& store;
        LoopbackClient::Target self;  // where the server listens, and as who
    };

    Probes(observe::HealthBoard& board, observe::Metrics& metrics);
    ~Probes();
    Q_DISABLE_COPY_MOVE(Probes)

    // When all that is watched runs. Once.
    void start(observe::OpsThread& ops, const Watched& watched);
    // The server speaks TLS with another certificate from now on.
    void setCertificate(const QSslCertificate& certificate);
    // Hangs up the server's connection to itself; the other probes end with the ops thread. Twice is once.
    void end();

    // Every completion of the store; true: it concerns nobody else.
    bool take(const store::Completion& completion) { return store_.take(completion); }
    void redisAnswered(std::chrono::nanoseconds took)
    {
        redis_.answered(took, std::chrono::steady_clock::now());
    }

    // As StoreProbe knows them.
    int servers() const { return store_.servers(); }
    int people() const { return store_.people(); }
    const observe::LoopLag& loops() const { return loops_; }

private:
    void watchLoops(const Watched& watched);
    void watchQueues(const Watched& watched);
    void watchStore(const Watched& watched);
    void watchDisk(const ServerConfig& config);
    void watchCertificate(const QSslCertificate& certificate);

    observe::HealthBoard& board_;
    observe::Metrics& metrics_;
    StoreProbe store_;
    RedisProbe redis_;
    CertificateProbe certificate_;
    observe::LoopLag loops_;
    observe::OpsThread* ops_ = nullptr;  // from start() to end()
    std::unique_ptr<PathProbe> path_;    // made and destroyed on the ops thread
};

}  // namespace snug::host
