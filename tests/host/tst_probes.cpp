// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "host/certificate_probe.h"
#include "host/queue_probe.h"
#include "observe/metrics.h"
#include "support/http_get.h"
#include "support/test_server.h"
#include "websocket/test_tls.h"

using namespace snug;
using namespace Qt::StringLiterals;
using observe::HealthStatus;

namespace {

base::Now at(std::chrono::seconds wall)
{
    base::Now now = base::Now::read();
    now.wall = base::WallTime{wall};
    return now;
}

}  // namespace

class TestProbes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCertificateNearItsEndIsAWarning_data()
    {
        QTest::addColumn<int>("daysLeft");
        QTest::addColumn<HealthStatus>("status");
        QTest::newRow("plenty") << 90 << HealthStatus::Pass;
        QTest::newRow("just enough") << 14 << HealthStatus::Pass;
        QTest::newRow("soon") << 13 << HealthStatus::Warn;
        QTest::newRow("over") << 0 << HealthStatus::Fail;
        QTest::newRow("long over") << -400 << HealthStatus::Fail;
    }

    void aCertificateNearItsEndIsAWarning()
    {
        QFETCH(int, daysLeft);
        QFETCH(HealthStatus, status);
        observe::HealthBoard board;
        observe::Metrics metrics{{"1", {}, {}, {}}};
        host::CertificateProbe probe(board, metrics);
        QVERIFY(board.snapshot(base::Now::read()).probes.isEmpty());
        const std::chrono::seconds now = std::chrono::hours(1'000'000);
        probe.watch(base::WallTime{now + std::chrono::days(daysLeft)}, at(now));
        const observe::Health health = board.snapshot(base::Now::read());
        QCOMPARE(health.probes.size(), 1);
        QCOMPARE(health.probes.first().name, u"certificate:expiry"_s);
        QCOMPARE(health.overall, status);
        QCOMPARE(health.probes.first().reading.reason.isEmpty(), status == HealthStatus::Pass);
        QCOMPARE(*health.probes.first().reading.value, daysLeft * 86'400.0);
        // The day comes by itself.
        probe.tick(at(now + std::chrono::days(500)));
        QCOMPARE(board.snapshot(base::Now::read()).overall, HealthStatus::Fail);
    }

    void aFullQueueIsAFailure()
    {
        const auto status = [](std::size_t waiting) { return host::judgeQueue(waiting, 100, {}).status; };
        QCOMPARE(status(0), HealthStatus::Pass);
        QCOMPARE(status(49), HealthStatus::Pass);
        QCOMPARE(status(50), HealthStatus::Warn);
        QCOMPARE(status(89), HealthStatus::Warn);
        QCOMPARE(status(90), HealthStatus::Fail);
        const auto reading = host::judgeQueue(60, 100, u"letters"_s);
        QCOMPARE(reading.reason, u"60 letters wait, of 100 that may."_s);
    }

    void aServerShowsItsProbes()
    {
        test::TestServer server;
        server.config.tlsCertificate = websocket::test::certificateFile();
        server.config.tlsKey = websocket::test::keyFile();
        QVERIFY2(server.start(), qPrintable(server.error()));
        QTRY_VERIFY(test::httpGet(server.httpPort(), u"/health"_s).body.contains("store:queue"));
        const QByteArray health = test::httpGet(server.httpPort(), u"/health"_s).body;
        for (const char* probe : {"certificate:expiry", "disk:free", "store:write", "store:queue"}) {
            QVERIFY2(health.contains(probe), health.constData());
        }
        QVERIFY(test::httpGet(server.httpPort(), u"/metrics"_s)
                    .body.contains("\nsnug_certificate_expiry_seconds "));
    }
};

QTEST_GUILESS_MAIN(TestProbes)
#include "tst_probes.moc"
