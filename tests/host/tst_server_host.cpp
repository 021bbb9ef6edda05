// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include "support/http_get.h"
#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using host::ServerHost;
using test::TestClient;
using test::TestServer;
using test::waitUntil;

// The one door that a program has to the server inside it.
class TestServerHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesThroughItsStates();
    void failureIsToldAndLeavesItStopped();
    void stopWhileStarting();
    void destroyedWhileRunning();
    void figuresTellWhatHappens();
    void twoServersInOneProcess();
};

void TestServerHost::goesThroughItsStates()
{
    TestServer server;
    QVector<ServerHost::State> states;
    connect(&server.host(), &ServerHost::stateChanged, this, [&] { states.append(server.host().state()); });
    QCOMPARE(server.host().state(), ServerHost::State::Stopped);
    for (int round = 0; round < 3; ++round) {
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY(server.port() != 0 && server.httpPort() != 0);
        server.host().start(server.config);  // is running: nothing
        QVERIFY(server.stop());
        server.host().stop();  // is stopped: nothing
    }
    using enum ServerHost::State;
    const QVector<ServerHost::State> once{Starting, Running, Stopping, Stopped};
    QCOMPARE(states, once + once + once);
}

void TestServerHost::failureIsToldAndLeavesItStopped()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    TestServer server;
    QSignalSpy failed(&server.host(), &ServerHost::failed);
    server.config.port = taken.serverPort();
    QVERIFY(!server.start());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<host::StartError>().kind, host::StartError::Kind::Listen);
    server.config.port = 0;
    server.config.httpPort = taken.serverPort();
    QVERIFY(!server.start());
    QCOMPARE(failed[1][0].value<host::StartError>().kind, host::StartError::Kind::Http);
    server.config.httpPort = 0;
    // The failed starts have let go of the data.
    QVERIFY2(server.start(), qPrintable(server.error()));
    TestServer second;
    QSignalSpy secondFailed(&second.host(), &ServerHost::failed);
    second.config.dataFolder = server.folder();
    QVERIFY(!second.start());
    QCOMPARE(secondFailed[0][0].value<host::StartError>().kind, host::StartError::Kind::Data);
    TestClient client;
    QVERIFY(client.connectTo(server.port()) && client.hello(QStringLiteral("ada")));
}

void TestServerHost::stopWhileStarting()
{
    for (int round = 0; round < 10; ++round) {
        TestServer server;
        QSignalSpy stopped(&server.host(), &ServerHost::stopped);
        server.host().start(server.config);
        QVERIFY(server.stop());
        QCOMPARE(stopped.size(), 1);
        QVERIFY2(server.start(), qPrintable(server.error()));
    }
}

void TestServerHost::destroyedWhileRunning()
{
    TestClient client;
    {
        TestServer server;
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY(client.connectTo(server.port()) && client.hello(QStringLiteral("ada")));
    }
    QCOMPARE(client.closed(), 1001);
    TestServer starting;
    starting.host().start(starting.config);
}

void TestServerHost::figuresTellWhatHappens()
{
    TestServer server;
    host::ServerFigures latest;
    connect(&server.host(), &ServerHost::figures, this,
            [&](const host::ServerFigures& figures) { latest = figures; });
    QVERIFY2(server.start(), qPrintable(server.error()));
    TestClient client;
    QVERIFY(client.connectTo(server.port()) && client.hello(QStringLiteral("ada")));
    QVERIFY(client.ask<protocol::Joined>(protocol::Join{QStringLiteral("lobby"), {}}));
    QVERIFY(waitUntil([&] { return latest.connections == 1 && latest.users == 1 && latest.roomsLive == 1; }));
    QVERIFY(waitUntil([&] { return latest.framesIn >= 2 && latest.framesOut >= 2; }));
    QVERIFY(waitUntil([&] {
        const auto& probes = latest.health.probes;
        return std::any_of(probes.begin(), probes.end(), [](const observe::ProbeState& probe) {
            return probe.name == QStringLiteral("store:write") &&
                   probe.reading.status == observe::HealthStatus::Pass;
        });
    }));
    QVERIFY(latest.health.overall != observe::HealthStatus::Fail);
}

void TestServerHost::twoServersInOneProcess()
{
    TestServer one;
    TestServer two;
    QVERIFY(one.start() && two.start());
    TestClient ada;
    TestClient bob;
    QVERIFY(ada.connectTo(one.port()) && ada.hello(QStringLiteral("same name")));
    QVERIFY(bob.connectTo(two.port()) && bob.hello(QStringLiteral("same name")));
    QVERIFY(one.stop());
    QVERIFY(bob.ask<protocol::Pong>(protocol::Ping{}));
    QCOMPARE(test::httpGet(two.httpPort(), QStringLiteral("/readyz")).status, 200);
}

QTEST_GUILESS_MAIN(TestServerHost)
#include "tst_server_host.moc"
