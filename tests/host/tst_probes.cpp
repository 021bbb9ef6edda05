// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "host/certificate_probe.h"
#include "host/queue_probe.h"
#include "host/redis_probe.h"
#include "observe/metrics.h"
#include "support/held_database.h"
#include "support/http_get.h"
#include "support/redis_process.h"
#include "support/test_server.h"
#include "support/wait.h"
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

// What /health says of one probe, as "pass" or "fail: the reason".
QString checkOf(const test::TestServer& server, const QString& probe)
{
    const auto answer = test::httpGet(server.httpPort(), u"/health"_s);
    const QJsonObject checks = QJsonDocument::fromJson(answer.body).object()[u"checks"].toObject();
    const QJsonObject check = checks[probe].toArray().at(0).toObject();
    const QString status = check[u"status"].toString();
    return check.contains(u"output") ? u"%1: %2"_s.arg(status, check[u"output"].toString()) : status;
}

bool waitForCheck(const test::TestServer& server, const QString& probe, const QString& begins)
{
    QString last;
    const bool came = test::waitUntil([&] {
        last = checkOf(server, probe);
        return last.startsWith(begins);
    });
    if (!came) {
        qWarning("%s stays at \"%s\"", qPrintable(probe), qPrintable(last));
    }
    return came;
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
        for (const char* probe : {"certificate:expiry", "disk:free", "store:write", "store:queue",
                                  "hub:queue", "chat:roundtrip"}) {
            QVERIFY2(health.contains(probe), health.constData());
        }
        QVERIFY(test::httpGet(server.httpPort(), u"/metrics"_s)
                    .body.contains("\nsnug_certificate_expiry_seconds "));
        QVERIFY(!health.contains("redis:roundtrip"));
    }

    void aMessageGetsThroughTheWholePath_data()
    {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<bool>("tls");
        QTest::newRow("ws") << u"127.0.0.1"_s << false;
        QTest::newRow("wss") << u"127.0.0.1"_s << true;
        QTest::newRow("every address") << u"0.0.0.0"_s << false;
    }

    void aMessageGetsThroughTheWholePath()
    {
        QFETCH(const QString, listen);
        QFETCH(const bool, tls);
        test::TestServer server;
        server.config.listen = listen;
        server.config.connectionsPerAddress = 1;
        if (tls) {
            server.config.tlsCertificate = websocket::test::certificateFile();
            server.config.tlsKey = websocket::test::keyFile();
        }
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY(waitForCheck(server, u"chat:roundtrip"_s, u"pass"_s));
        QVERIFY(waitForCheck(server, u"hub:queue"_s, u"pass"_s));
        // It is nobody.
        const QByteArray metrics = test::httpGet(server.httpPort(), u"/metrics"_s).body;
        QVERIFY2(metrics.contains("\nsnug_connections 0\n"), metrics.constData());
    }

    void aStoreThatStandsStillShows()
    {
        test::TestServer server;
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY(waitForCheck(server, u"chat:roundtrip"_s, u"pass"_s));
        {
            const test::HeldDatabase held(server.folder() + u"/snug.db"_s);
            QVERIFY(held.isHeld());
            QVERIFY(waitForCheck(server, u"chat:roundtrip"_s, u"fail: A message is not back after"_s));
        }
        QVERIFY(waitForCheck(server, u"chat:roundtrip"_s, u"pass"_s));
    }

    void redisIsMeasuredByItsAnswers()
    {
        observe::HealthBoard board;
        host::RedisProbe probe(board);
        base::Now now = at(std::chrono::hours(1));
        const auto tick = [&] {
            probe.tick(now);
            return board.snapshot(now).probes.first().reading;
        };
        probe.watch(now);
        QCOMPARE(tick().status, HealthStatus::Pass);
        probe.answered(std::chrono::milliseconds(3), now.steady);
        probe.answered(std::chrono::milliseconds(9), now.steady);
        probe.answered(std::chrono::milliseconds(4), now.steady);
        QCOMPARE(tick(), (observe::Reading{HealthStatus::Pass, 0.009, u"s"_s, {}}));  // the worst
        now.steady += host::RedisProbe::kSilence - std::chrono::milliseconds(1);
        QCOMPARE(tick().value, std::optional(0.009));  // nothing newer
        now.steady += std::chrono::milliseconds(1);
        QCOMPARE(tick().status, HealthStatus::Fail);
        probe.answered(std::chrono::milliseconds(251), now.steady);
        QCOMPARE(tick().status, HealthStatus::Warn);
        probe.answered(std::chrono::milliseconds(1), now.steady);
        QCOMPARE(tick().status, HealthStatus::Pass);
    }

    void aRedisThatStandsStillShows()
    {
        test::RedisProcess redis;
        QVERIFY(redis.start());
        test::TestServer server;
        server.config.store = *host::parseStoreChoice(redis.address());
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY(waitForCheck(server, u"redis:roundtrip"_s, u"pass"_s));
        QVERIFY(waitForCheck(server, u"chat:roundtrip"_s, u"pass"_s));
        redis.pause();
        QVERIFY(waitForCheck(server, u"redis:roundtrip"_s, u"fail: Redis does not answer."_s));
        QVERIFY(waitForCheck(server, u"chat:roundtrip"_s, u"fail"_s));
        redis.goOn();
        QVERIFY(waitForCheck(server, u"redis:roundtrip"_s, u"pass"_s));
        QVERIFY(waitForCheck(server, u"chat:roundtrip"_s, u"pass"_s));
    }
};

QTEST_GUILESS_MAIN(TestProbes)
#include "tst_probes.moc"
