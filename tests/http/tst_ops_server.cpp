// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QThread>
#include <semaphore>

#include "base/task_queue.h"
#include "http/ops_fixture.h"
#include "support/exposition_checker.h"

using namespace snug;
using namespace std::chrono_literals;
using http::Readiness;
using observe::HealthStatus;
using test::OpsFixture;

class TestOpsServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void healthIsHealthJson();
    void failingProbeTurnsHealthAndBack();
    void silentProbeTurnsHealth();
    void readyOnlyWhileReady();
    void livezTellsAHeldThread();
    void metricsAreWellFormed();
    void scaleAdvises();
    void adviceKeepsServersUsed_data();
    void adviceKeepsServersUsed();
    void onlyGetAndHeadOnKnownPaths_data();
    void onlyGetAndHeadOnKnownPaths();
    void headHasTheHeadersWithoutTheBody();
    void noPermissionForOtherOrigins();
    void manyAtOnce();
    void stopAndStartOnTheSamePort();
    void takenPortIsAClearError();

private:
    struct Response {
        int status = 0;
        QByteArray type;
        QByteArray body;
    };
    QNetworkReply* send(const OpsFixture& fixture, const QString& path, const QByteArray& verb = "GET");
    Response get(const OpsFixture& fixture, const QString& path, const QByteArray& verb = "GET");
    QJsonObject health(const OpsFixture& fixture, int status);

    QNetworkAccessManager network_;
};

QNetworkReply* TestOpsServer::send(const OpsFixture& fixture, const QString& path, const QByteArray& verb)
{
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(fixture.port).arg(path)));
    return network_.sendCustomRequest(request, verb);
}

TestOpsServer::Response TestOpsServer::get(const OpsFixture& fixture, const QString& path,
                                           const QByteArray& verb)
{
    const std::unique_ptr<QNetworkReply> reply(send(fixture, path, verb));
    [&] { QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 10'000); }();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(), reply->readAll()};
}

QJsonObject TestOpsServer::health(const OpsFixture& fixture, int status)
{
    const Response response = get(fixture, QStringLiteral("/health"));
    [&] {
        QCOMPARE(response.status, status);
        QCOMPARE(response.type, QByteArray("application/health+json"));
    }();
    return QJsonDocument::fromJson(response.body).object();
}

void TestOpsServer::healthIsHealthJson()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    const auto now = base::Now::read();
    fixture.board.declare(QStringLiteral("store:write"), 1h, now);
    fixture.board.declare(QStringLiteral("disk:free"), 1h, now);
    fixture.board.set(QStringLiteral("store:write"), {HealthStatus::Pass, 0.25, QStringLiteral("s"), {}},
                      now);
    const QString reason = QStringLiteral("little \"space\" <left>");
    fixture.board.set(QStringLiteral("disk:free"), {HealthStatus::Warn, {}, {}, reason}, now);

    const QJsonObject object = health(fixture, 200);
    QCOMPARE(object[u"status"].toString(), QStringLiteral("warn"));
    QCOMPARE(object[u"version"].toString(), QStringLiteral("1"));
    QCOMPARE(object[u"serviceId"].toString(), QStringLiteral("snug"));
    QCOMPARE(object[u"releaseId"].toString(), QStringLiteral("1.2.3"));
    const QJsonObject checks = object[u"checks"].toObject();
    QCOMPARE(checks.keys(), QStringList({QStringLiteral("disk:free"), QStringLiteral("store:write")}));
    const QJsonObject store = checks[u"store:write"].toArray().at(0).toObject();
    QCOMPARE(store[u"status"].toString(), QStringLiteral("pass"));
    QCOMPARE(store[u"observedValue"].toDouble(), 0.25);
    QCOMPARE(store[u"observedUnit"].toString(), QStringLiteral("s"));
    QVERIFY(!store.contains(u"output"));
    QCOMPARE(QDateTime::fromString(store[u"time"].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch(),
             now.wall.time_since_epoch().count());
    const QJsonObject disk = checks[u"disk:free"].toArray().at(0).toObject();
    QCOMPARE(disk[u"output"].toString(), reason);
    QVERIFY(!disk.contains(u"observedValue"));
}

void TestOpsServer::failingProbeTurnsHealthAndBack()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    fixture.readiness = Readiness::Ready;
    const QString probe = QStringLiteral("store:write");
    fixture.board.declare(probe, 1h, base::Now::read());
    fixture.board.set(probe, {}, base::Now::read());
    QCOMPARE(health(fixture, 200)[u"status"].toString(), QStringLiteral("pass"));
    QCOMPARE(get(fixture, QStringLiteral("/readyz")).status, 200);

    fixture.board.set(probe, {HealthStatus::Fail, {}, {}, QStringLiteral("disk full")}, base::Now::read());
    QCOMPARE(health(fixture, 503)[u"status"].toString(), QStringLiteral("fail"));
    const Response ready = get(fixture, QStringLiteral("/readyz"));
    QCOMPARE(ready.status, 503);
    QCOMPARE(ready.body, QByteArray("store:write: disk full\n"));
    QCOMPARE(get(fixture, QStringLiteral("/livez")).status, 200);  // a restart would not help

    fixture.board.set(probe, {}, base::Now::read());
    QCOMPARE(health(fixture, 200)[u"status"].toString(), QStringLiteral("pass"));
    QCOMPARE(get(fixture, QStringLiteral("/readyz")).status, 200);
}

void TestOpsServer::silentProbeTurnsHealth()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    const auto now = base::Now::read();
    const base::Now longAgo{now.steady - 1min, now.wall - 1min};
    fixture.board.declare(QStringLiteral("hub:lag"), 10s, longAgo);
    fixture.board.set(QStringLiteral("hub:lag"), {}, longAgo);
    const QJsonObject check =
        health(fixture, 503)[u"checks"].toObject()[u"hub:lag"].toArray().at(0).toObject();
    QCOMPARE(check[u"status"].toString(), QStringLiteral("fail"));
    QVERIFY(check[u"output"].toString().startsWith(QStringLiteral("stalled")));
}

void TestOpsServer::readyOnlyWhileReady()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    QCOMPARE(get(fixture, QStringLiteral("/readyz")).body, QByteArray("starting\n"));
    QCOMPARE(get(fixture, QStringLiteral("/readyz")).status, 503);
    fixture.readiness = Readiness::Ready;
    QCOMPARE(get(fixture, QStringLiteral("/readyz")).status, 200);
    fixture.readiness = Readiness::Draining;
    QCOMPARE(get(fixture, QStringLiteral("/readyz")).status, 503);
    QCOMPARE(get(fixture, QStringLiteral("/readyz")).body, QByteArray("draining\n"));
}

void TestOpsServer::livezTellsAHeldThread()
{
    OpsFixture fixture;
    std::binary_semaphore gate{0};
    QThread thread;
    base::TaskQueue tasks;
    tasks.moveToThread(&thread);
    thread.start();
    fixture.loops.watch(QStringLiteral("hub"),
                        [&tasks](std::function<void()> task) { tasks.post(std::move(task)); });
    QVERIFY(fixture.start());
    tasks.post([&gate] { gate.acquire(); });
    fixture.loops.tick(base::Now::read());
    QCOMPARE(get(fixture, QStringLiteral("/livez")).status, 200);
    // Really held, for as long as it takes.
    QTRY_COMPARE_WITH_TIMEOUT(get(fixture, QStringLiteral("/livez")).status, 503, 30'000);
    QVERIFY(get(fixture, QStringLiteral("/livez")).body.contains("has not moved"));
    gate.release();
    QTRY_COMPARE(get(fixture, QStringLiteral("/livez")).status, 200);
    thread.quit();
    thread.wait();
}

void TestOpsServer::metricsAreWellFormed()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    fixture.metrics.countMessages(observe::Direction::In, 3);
    const Response response = get(fixture, QStringLiteral("/metrics"));
    QCOMPARE(response.status, 200);
    QVERIFY(response.type.startsWith("text/plain; version=0.0.4"));
    const test::ExpositionChecker text(response.body);
    QCOMPARE(text.complaints(), QStringList());
    QCOMPARE(text.value(QStringLiteral("snug_messages_total{direction=\"in\"}")), 3.0);
}

void TestOpsServer::scaleAdvises()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    const Response response = get(fixture, QStringLiteral("/scale"));
    QCOMPARE(response.status, 200);
    QCOMPARE(response.type, QByteArray("application/json"));
    const QJsonObject advice = QJsonDocument::fromJson(response.body).object();
    QCOMPARE(advice.value(QStringLiteral("instances")).toInt(), 2);
    QCOMPARE(advice.value(QStringLiteral("wanted")).toInt(), 5);
    QCOMPARE(advice.value(QStringLiteral("why")).toString(),
             QStringLiteral("300 people on 2 servers meant for 100 each: more than 70 %"));
}

void TestOpsServer::adviceKeepsServersUsed_data()
{
    QTest::addColumn<int>("instances");
    QTest::addColumn<int>("people");
    QTest::addColumn<int>("wanted");
    QTest::newRow("nobody") << 1 << 0 << 1;
    QTest::newRow("nobody on some") << 3 << 0 << 1;
    QTest::newRow("just enough") << 2 << 140 << 2;
    QTest::newRow("one too many") << 2 << 141 << 3;
    QTest::newRow("fewer would be used too much") << 3 << 110 << 3;
    QTest::newRow("fewer will do") << 3 << 100 << 2;
    QTest::newRow("a flood") << 1 << 1'000 << 15;
}

void TestOpsServer::adviceKeepsServersUsed()
{
    QFETCH(int, instances);
    QFETCH(int, people);
    QFETCH(int, wanted);
    const http::ScaleAdvice advice = http::advise(instances, people, 100);
    QCOMPARE(advice.wanted, wanted);
    QVERIFY(!advice.why.isEmpty());
    // Whoever follows it has peace.
    QCOMPARE(http::advise(wanted, people, 100).wanted, wanted);
}

void TestOpsServer::onlyGetAndHeadOnKnownPaths_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown path") << QByteArray("GET") << QStringLiteral("/") << 404;
    QTest::newRow("below a known path") << QByteArray("GET") << QStringLiteral("/health/") << 404;
    QTest::newRow("traversal") << QByteArray("GET") << QStringLiteral("/../etc/passwd") << 404;
    QTest::newRow("a query is ignored") << QByteArray("GET") << QStringLiteral("/livez?x=1") << 200;
    for (const char* verb : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"}) {
        QTest::newRow(verb) << QByteArray(verb) << QStringLiteral("/metrics") << 405;
    }
}

void TestOpsServer::onlyGetAndHeadOnKnownPaths()
{
    QFETCH(QByteArray, verb);
    QFETCH(QString, path);
    QFETCH(int, status);
    OpsFixture fixture;
    QVERIFY(fixture.start());
    QCOMPARE(get(fixture, path, verb).status, status);
    const QByteArray raw =
        test::askRaw(fixture.port, verb + ' ' + path.toLatin1() + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(raw.contains("\r\nAllow: GET, HEAD\r\n"), status == 405);
}

void TestOpsServer::headHasTheHeadersWithoutTheBody()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    const QByteArray got = test::askRaw(fixture.port, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
    const QByteArray head = test::askRaw(fixture.port, "HEAD /livez HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(got.startsWith("HTTP/1.1 200 "));
    QVERIFY(got.endsWith("\r\n\r\nalive\n"));
    QCOMPARE(head, got.chopped(6));
}

void TestOpsServer::noPermissionForOtherOrigins()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    const QByteArray raw = test::askRaw(
        fixture.port, "GET /health HTTP/1.1\r\nHost: x\r\nOrigin: http://elsewhere.example\r\n\r\n");
    QVERIFY(raw.startsWith("HTTP/1.1 200 "));
    QVERIFY(!raw.toLower().contains("access-control"));
    QVERIFY(raw.contains("\r\nX-Content-Type-Options: nosniff\r\n"));
}

void TestOpsServer::manyAtOnce()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    for (int round = 0; round < 5; ++round) {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        for (const char* path : {"/health", "/livez", "/metrics", "/health", "/livez", "/metrics"}) {
            for (int i = 0; i < 8; ++i) {
                replies.emplace_back(send(fixture, QString::fromLatin1(path)));
            }
        }
        for (const auto& reply : replies) {
            QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 10'000);
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
            QCOMPARE(reply->bytesAvailable(),
                     reply->header(QNetworkRequest::ContentLengthHeader).toLongLong());
        }
    }
}

void TestOpsServer::stopAndStartOnTheSamePort()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    for (int round = 0; round < 5; ++round) {
        QCOMPARE(get(fixture, QStringLiteral("/livez")).status, 200);
        QTcpSocket open;  // is dropped by stop()
        open.connectToHost(QHostAddress(QHostAddress::LocalHost), fixture.port);
        QVERIFY(open.waitForConnected());
        fixture.server.stop();
        fixture.server.stop();
        QVERIFY(open.state() != QAbstractSocket::ConnectedState || open.waitForDisconnected());
        QCOMPARE(get(fixture, QStringLiteral("/livez")).status, 0);
        const auto again = fixture.server.start(QHostAddress::LocalHost, fixture.port);
        QVERIFY2(again.ok(), again ? "" : qPrintable(again.error()));
        QCOMPARE(*again, fixture.port);
    }
}

void TestOpsServer::takenPortIsAClearError()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    OpsFixture fixture;
    const auto result = fixture.server.start(QHostAddress::LocalHost, other.serverPort());
    QVERIFY(!result);
    QVERIFY2(result.error().contains(QStringLiteral("127.0.0.1 port %1").arg(other.serverPort())),
             qPrintable(result.error()));
    QVERIFY2(result.error().contains(QStringLiteral("in use")), qPrintable(result.error()));
    other.close();
    QVERIFY(fixture.start());
    QCOMPARE(get(fixture, QStringLiteral("/livez")).status, 200);
}

QTEST_GUILESS_MAIN(TestOpsServer)
#include "tst_ops_server.moc"
