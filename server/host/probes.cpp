// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/probes.h"

#include <QDateTime>
#include <QFileInfo>

#include "host/hub_thread.h"
#include "host/queue_probe.h"
#include "net/network.h"
#include "observe/disk_space.h"
#include "observe/ops_thread.h"
#include "store/store_worker.h"

namespace snug::host {

namespace {

constexpr std::chrono::milliseconds kInterval{1000};
constexpr std::chrono::milliseconds kQueueDeadline{10'000};
constexpr std::chrono::milliseconds kDiskDeadline{30'000};
constexpr QLatin1StringView kHubQueue("hub:queue");
constexpr QLatin1StringView kStoreQueue("store:queue");
constexpr QLatin1StringView kDiskFree("disk:free");

// The hub has two mailboxes; the one that is fuller tells.
observe::Reading judgeHubQueue(const HubThread& hub)
{
    const auto network = judgeQueue(hub.waitingFromNetwork(), HubThread::kNetworkInputs,
                                    QStringLiteral("inputs of the hub from the network"));
    const auto store = judgeQueue(hub.waitingFromStore(), HubThread::kStoreInputs,
                                  QStringLiteral("inputs of the hub from the store"));
    return store.status > network.status ? store : network;
}

}  // namespace

Probes::Probes(observe::HealthBoard& board, observe::Metrics& metrics)
    : board_(board)
    , metrics_(metrics)
    , store_(board, metrics)
    , redis_(board)
    , certificate_(board, metrics)
    , loops_(board, metrics)
{
}

Probes::~Probes()
{
    end();
}

void Probes::start(observe::OpsThread& ops, const Watched& watched)
{
    ops_ = &ops;
    watchLoops(watched);
    watchQueues(watched);
    watchStore(watched);
    watchDisk(watched.config);
    if (watched.self.certificate) {
        watchCertificate(*watched.self.certificate);
        ops.every(CertificateProbe::kInterval, [this] { certificate_.tick(base::Now::read()); });
    }
    ops.run([&] { path_ = std::make_unique<PathProbe>(board_, watched.self); });
}

void Probes::end()
{
    if (auto* const ops = std::exchange(ops_, nullptr)) {
        ops->run([this] { path_.reset(); });
    }
}

void Probes::watchLoops(const Watched& watched)
{
    loops_.watch(QStringLiteral("hub"),
                 [&hub = watched.hub](std::function<void()> task) { hub.post(std::move(task)); });
    for (int thread = 0; thread < watched.config.ioThreads; ++thread) {
        loops_.watch(QStringLiteral("io%1").arg(thread + 1),
                     [&network = watched.network, thread](std::function<void()> task) {
                         network.post(thread, std::move(task));
                     });
    }
    ops_->every(kInterval, [this] { loops_.tick(base::Now::read()); });
}

void Probes::watchQueues(const Watched& watched)
{
    for (const QLatin1StringView name : {kHubQueue, kStoreQueue}) {
        board_.declare(name, kQueueDeadline, base::Now::read());
    }
    ops_->every(kInterval, [this, &hub = watched.hub, &store = watched.store] {
        const base::Now now = base::Now::read();
        board_.set(kHubQueue, judgeHubQueue(hub), now);
        board_.set(kStoreQueue,
                   judgeQueue(store.waiting(), store::StoreWorker::Settings{}.capacity,
                              QStringLiteral("operations of the store")),
                   now);
    });
}

void Probes::watchStore(const Watched& watched)
{
    const bool isRedis = !watched.config.store.servers.isEmpty();
    // Every second for RedisProbe, which asks nothing itself.
    ops_->every(isRedis ? RedisProbe::kInterval : StoreProbe::kInterval, [this, &store = watched.store] {
        store_.tick([&store](store::Operation operation) { return store.submit(std::move(operation)); });
    });
    if (isRedis) {
        redis_.watch(base::Now::read());
        ops_->every(RedisProbe::kInterval, [this] { redis_.tick(base::Now::read()); });
    }
}

void Probes::watchDisk(const ServerConfig& config)
{
    const QString file = databaseFile(config.store, config.dataFolder);
    if (file.isEmpty()) {
        return;
    }
    board_.declare(kDiskFree, kDiskDeadline, base::Now::read());
    ops_->every(kInterval, [this, folder = QFileInfo(file).path()] {
        const auto space = observe::measureDiskSpace(folder);
        if (space) {
            metrics_.setDisk(space->available, space->total);
        }
        board_.set(kDiskFree, observe::judgeDiskSpace(space, {}), base::Now::read());
    });
}

void Probes::setCertificate(const QSslCertificate& certificate)
{
    ops_->run([this, &certificate] { path_->setCertificate(certificate); });
    watchCertificate(certificate);
}

void Probes::watchCertificate(const QSslCertificate& certificate)
{
    const base::WallTime until{std::chrono::milliseconds{certificate.expiryDate().toMSecsSinceEpoch()}};
    ops_->run([this, until] { certificate_.watch(until, base::Now::read()); });
}

}  // namespace snug::host
