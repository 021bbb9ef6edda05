// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>
#include <latch>

#include "host/hub_thread.h"
#include "host/metrics_words.h"
#include "host/path_probe.h"
#include "host/store_choice.h"
#include "net/network.h"
#include "store/store_worker.h"
#include "support/wait.h"

using namespace snug;
using namespace Qt::StringLiterals;
using observe::HealthStatus;

namespace {

const QByteArray kPath = QByteArrayLiteral("/probe/sesame");

// What a message goes through, the real parts, without the runtime around them: so each thread can be held.
class BarePath {
public:
    BarePath()
        : metrics_(host::metricsWords(u"1"_s))
        , hub_({}, host::EffectRunner(targets(), metrics_), [](const rooms::HubFigures&) {})
        , store_({}, host::storeFactory({}, folder_.path()), sink(),
                 [](std::chrono::nanoseconds, std::size_t) {})
        , network_(config(), inbound())
    {
    }
    ~BarePath()
    {
        network_.stop();
        store_.stop();
        hub_.stop();
    }
    Q_DISABLE_COPY_MOVE(BarePath)

    // The port; 0 when it does not start.
    quint16 start()
    {
        if (!store_.start()) {
            return 0;
        }
        hub_.start();
        const auto port = network_.start();
        return port ? *port : quint16{0};
    }

    host::HubThread& hub() { return hub_; }
    net::Network& network() { return network_; }

private:
    static net::NetworkConfig config()
    {
        net::NetworkConfig config;
        config.innerPath = kPath;
        return config;
    }
    host::EffectTargets targets()
    {
        return {
            [this](base::ConnectionId to, const net::PreparedFrame& frame) { network_.send(to, frame); },
            [this](const base::Audience& audience, base::ConnectionId except, const net::PreparedFrame& frame,
                   base::SteadyTime since) { network_.sendMany(audience, except, frame, since); },
            [this](base::ConnectionId to, protocol::CloseCode code, const QString& reason) {
                network_.close(to, code, reason);
            },
            [this](base::ConnectionId to) { network_.helloDone(to); },
            [this](store::Operation operation) { return store_.submit(std::move(operation)); },
            [](const rooms::ClerkCall&) {},
            [this] { network_.measure(); },
            [this](base::ConnectionId id) { network_.record(id); }};
    }
    store::Store::Sink sink()
    {
        return {
            [this](protocol::LogEntry entry) { hub_.fromStore(rooms::Fed{std::move(entry)}); },
            [this](store::Completion completion) { hub_.fromStore(rooms::Completed{std::move(completion)}); },
            [this] { hub_.fromStore(rooms::Missed{}); },
            [this](store::News news) { hub_.fromStore(rooms::Heard{std::move(news)}); },
            [this](bool storing) { hub_.fromStore(rooms::StoreAvailable{storing}); }};
    }
    net::Inbound inbound()
    {
        return {
            [this](base::ConnectionId id, const net::OpenedFacts& facts) {
                return hub_.fromNetwork(rooms::Opened{id, facts.address, facts.inner});
            },
            [this](base::ConnectionId id, base::Result<protocol::Request, protocol::DecodeError> request) {
                return hub_.fromNetwork(rooms::Received{id, std::move(request), {}});
            },
            [this](base::ConnectionId id, bool clean) {
                return hub_.fromNetwork(rooms::Closed{id, clean});
            }};
    }

    const QTemporaryDir folder_;
    observe::Metrics metrics_;
    host::HubThread hub_;
    store::StoreWorker store_;
    net::Network network_;
};

}  // namespace

// That a thread which stands still is seen by the probe of the path, and what is seen meanwhile.
class TestHeldThreads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHeldThreadShows_data()
    {
        QTest::addColumn<bool>("hub");
        QTest::newRow("the hub") << true;
        QTest::newRow("an I/O thread") << false;
    }

    void aHeldThreadShows()
    {
        QFETCH(const bool, hub);
        BarePath path;
        const quint16 port = path.start();
        QVERIFY(port != 0);
        observe::HealthBoard board;
        const host::PathProbe probe(board, {QHostAddress(QHostAddress::LocalHost), port, kPath, {}});
        const auto isNow = [&board](HealthStatus status) {
            return test::waitUntil([&] { return board.snapshot(base::Now::read()).overall == status; });
        };
        QVERIFY(isNow(HealthStatus::Pass));

        std::latch goOn(1);
        const auto hold = [&goOn] { goOn.wait(); };
        if (hub) {
            path.hub().post(hold);
        } else {
            path.network().post(0, hold);
        }
        const bool failed = isNow(HealthStatus::Fail);
        // What the probe sent waits where the held thread would take it.
        const bool waits = !hub || path.hub().waitingFromNetwork() > 0;
        goOn.count_down();
        QVERIFY(failed);
        QVERIFY(waits);
        QVERIFY(isNow(HealthStatus::Pass));
    }
};

QTEST_GUILESS_MAIN(TestHeldThreads)
#include "tst_held_threads.moc"
