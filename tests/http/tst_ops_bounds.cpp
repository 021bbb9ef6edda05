// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <vector>

#include "http/ops_fixture.h"

using namespace snug;
using namespace std::chrono_literals;
using base::operator""_KiB;  // NOLINT(misc-unused-using-decls): clang-tidy 14 does not see literals
using test::askRaw;
using test::OpsFixture;

namespace {

const QByteArray kGet = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";

std::unique_ptr<QTcpSocket> connectTo(quint16 port)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket->waitForConnected();
    return socket;
}

}  // namespace

// What QHttpServer leaves unbounded, and clients that do not behave.
class TestOpsBounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void silentAndSlowClientsAreDropped();
    void silentClientsDoNotLockOthersOut();
    void tooLongIsDropped_data();
    void tooLongIsDropped();
    void requestInPiecesIsServed();
    void rubbishIsDroppedAndOthersAreServed_data();
    void rubbishIsDroppedAndOthersAreServed();
    void clientThatLeavesEarlyHarmsNobody();
};

void TestOpsBounds::silentAndSlowClientsAreDropped()
{
    OpsFixture fixture({64, 16_KiB, 300ms});
    QVERIFY(fixture.start());
    const auto silent = connectTo(fixture.port);
    const auto slow = connectTo(fixture.port);
    // A byte now and then does not put the deadline off.
    QTRY_VERIFY_WITH_TIMEOUT(
        (slow->write("G"), slow->flush(), slow->state() != QAbstractSocket::ConnectedState), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(silent->state(), QAbstractSocket::UnconnectedState, 20'000);
    QVERIFY(askRaw(fixture.port, kGet).startsWith("HTTP/1.1 200 "));
}

void TestOpsBounds::silentClientsDoNotLockOthersOut()
{
    OpsFixture fixture({8, 16_KiB, 1h});
    QVERIFY(fixture.start());
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 100; ++i) {
        silent.push_back(connectTo(fixture.port));
        QCOMPARE(silent.back()->state(), QAbstractSocket::ConnectedState);
    }
    QVERIFY(askRaw(fixture.port, kGet).startsWith("HTTP/1.1 200 "));
    const auto connected = [&silent] {
        return std::count_if(silent.begin(), silent.end(), [](const auto& socket) {
            return socket->state() == QAbstractSocket::ConnectedState;
        });
    };
    QTRY_VERIFY(connected() <= 8);
}

void TestOpsBounds::tooLongIsDropped_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray much(64 * 1024, 'x');
    QTest::newRow("request line") << QByteArray("GET /") + much;
    QTest::newRow("header") << QByteArray("GET /livez HTTP/1.1\r\nX: ") + much;
    QTest::newRow("many headers") << QByteArray("GET /livez HTTP/1.1\r\n") +
                                         QByteArray("a: b\r\n").repeated(10'000);
    QTest::newRow("body") << QByteArray("POST /livez HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\n") + much;
    QTest::newRow("chunks") << QByteArray(
                                   "POST /livez HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n") +
                                   much;
    QTest::newRow("white space") << QByteArray(64 * 1024, ' ');
}

void TestOpsBounds::tooLongIsDropped()
{
    QFETCH(QByteArray, bytes);
    OpsFixture fixture({64, 16_KiB, 1h});
    QVERIFY(fixture.start());
    const auto socket = connectTo(fixture.port);
    socket->write(bytes);
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket->readAll().isEmpty());
    QVERIFY(askRaw(fixture.port, kGet).startsWith("HTTP/1.1 200 "));
}

void TestOpsBounds::requestInPiecesIsServed()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    const auto socket = connectTo(fixture.port);
    for (const char byte : kGet) {
        socket->write(QByteArray(1, byte));
        socket->flush();
        QTest::qWait(1);
    }
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket->readAll().startsWith("HTTP/1.1 200 "));
}

void TestOpsBounds::rubbishIsDroppedAndOthersAreServed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n");
    QTest::newRow("TLS") << QByteArray::fromHex("16030100c8010000c40303") + QByteArray(200, '\0') + "\n";
    QTest::newRow("zeros") << QByteArray(1000, '\0') + "\n";
    QTest::newRow("WebSocket upgrade") << QByteArray(
        "GET /health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QTest::newRow("several at once") << kGet.repeated(20);
}

void TestOpsBounds::rubbishIsDroppedAndOthersAreServed()
{
    QFETCH(QByteArray, bytes);
    OpsFixture fixture({64, 16_KiB, 2s});
    QVERIFY(fixture.start());
    const auto socket = connectTo(fixture.port);
    socket->write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, 20'000);
    QVERIFY(socket->readAll().count("HTTP/1.1 ") <= 1);
    QVERIFY(askRaw(fixture.port, kGet).startsWith("HTTP/1.1 200 "));
}

void TestOpsBounds::clientThatLeavesEarlyHarmsNobody()
{
    OpsFixture fixture;
    QVERIFY(fixture.start());
    for (int i = 0; i < 50; ++i) {
        const auto socket = connectTo(fixture.port);
        socket->write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        socket->flush();
        socket->abort();
    }
    QVERIFY(askRaw(fixture.port, kGet).startsWith("HTTP/1.1 200 "));
}

QTEST_GUILESS_MAIN(TestOpsBounds)
#include "tst_ops_bounds.moc"
