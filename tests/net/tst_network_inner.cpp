// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/network_fixture.h"

using namespace snug;
using namespace snug::net;
using namespace snug::net::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kPath = QByteArrayLiteral("/probe/sesame");

NetworkConfig innerConfig()
{
    NetworkConfig config = patientConfig();
    config.innerPath = kPath;
    return config;
}

}  // namespace

// The server's own connection to itself, over real sockets on the loopback.
class TestNetworkInner : public NetworkFixture {
    Q_OBJECT

private Q_SLOTS:
    void isToldApartByItsPath();
    void isOutsideAllFigures();
    void needsNoHello();
    void comesInWhenNobodyElseMay();
    void comesInBesideACapOfItsAddress();
    void thereIsOneAtATime();

private:
    std::unique_ptr<QTcpSocket> inner() const { return rawWebSocket(port_, transport_, {}, kPath); }
};

void TestNetworkInner::isToldApartByItsPath()
{
    QVERIFY(begin(innerConfig()) != 0);
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    const QByteArrayList paths{"/", "/probe/", "/probe/sesame2", "/probe/sesame?x", "/Probe/sesame", kPath};
    for (const QByteArray& path : paths) {
        sockets.push_back(rawWebSocket(port_, transport_, {}, path));
        QVERIFY(sockets.back());
        QTRY_COMPARE_WITH_TIMEOUT(recorder_->facts().size(), sockets.size(), kPatienceMs);
        QCOMPARE(recorder_->facts().back().inner, path == kPath);
        QCOMPARE(recorder_->facts().back().tls, transport_ == Transport::Tls);
        QCOMPARE(recorder_->facts().back().address, u"127.0.0.1"_s);
    }
}

void TestNetworkInner::isOutsideAllFigures()
{
    QVERIFY(begin(innerConfig()) != 0);
    const auto socket = inner();
    QVERIFY(socket);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{1}, kPatienceMs);
    const auto id = recorder_->opened().front();
    socket->write(clientFrame(0x81, R"({"type":"ping","id":1})"));
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->received().size(), std::size_t{1}, kPatienceMs);
    network_->send(id, PreparedFrame::text("told"));
    QByteArray seen;
    QTRY_COMPARE_WITH_TIMEOUT((seen += socket->readAll(), seen), PreparedFrame::text("told").bytes(),
                              kPatienceMs);
    const auto client = connectOne();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{2}, kPatienceMs);
    network_->measure();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->figures().size(), std::size_t{1}, kPatienceMs);
    QVERIFY(recorder_->figures().front().id != id);
    socket->abort();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);

    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().framesIn, quint64{1}, kPatienceMs);  // the client's pong
    const NetworkStatistics statistics = network_->statistics();
    QCOMPARE(statistics.connections, qint64{1});
    QCOMPARE(statistics.accepted, quint64{1});
    QCOMPARE(statistics.handshakes, qint64{0});
    QCOMPARE(statistics.framesOut, quint64{1});  // the ping to the client
    QCOMPARE(statistics.refused, quint64{0});
    QCOMPARE(statistics.backlog, base::Bytes{0});
    for (const auto& [code, count] : statistics.closes) {
        QCOMPARE(count, quint64{0});
    }
}

void TestNetworkInner::needsNoHello()
{
    NetworkConfig config = innerConfig();
    config.helloDeadline = std::chrono::seconds(1);
    QVERIFY(begin(config) != 0);
    const auto socket = inner();
    const auto stranger = connectOne();
    QTRY_VERIFY_WITH_TIMEOUT(stranger->ended, kPatienceMs);
    QCOMPARE(int(stranger->socket.closeCode()), int(protocol::CloseCode::HelloTimeout));
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
    QCOMPARE(socket->bytesAvailable(), qint64{0});
    QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
}

void TestNetworkInner::comesInWhenNobodyElseMay()
{
    NetworkConfig config = innerConfig();
    config.connectionsTotal = 2;
    QVERIFY(begin(config) != 0);
    QCOMPARE(network_->connectionsMost(), 2);
    auto clients = connectMany(2);
    QCOMPARE(clients.size(), std::size_t{2});
    // Its place is free, so a stranger may show that it is not the one.
    const auto refused = connectOne();
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().refused, quint64{1}, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(refused->socket.state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QVERIFY(!refused->connected);
    const auto socket = inner();
    QVERIFY(socket);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{3}, kPatienceMs);
    // From here on newcomers wait until there is room.
    const auto waiting = connectOne();
    QTest::qWait(300);
    QVERIFY(!waiting->connected);
    QCOMPARE(network_->statistics().refused, quint64{1});
    clients.pop_back();
    QTRY_VERIFY_WITH_TIMEOUT(waiting->connected, kPatienceMs);
    QCOMPARE(network_->statistics().connections, qint64{2});
}

void TestNetworkInner::comesInBesideACapOfItsAddress()
{
    NetworkConfig config = innerConfig();
    config.connectionsPerAddress = 1;
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(1);
    QCOMPARE(clients.size(), std::size_t{1});
    for (int round = 0; round < 2; ++round) {
        const auto refused = connectOne();
        QTRY_COMPARE_WITH_TIMEOUT(refused->socket.state(), QAbstractSocket::UnconnectedState, kPatienceMs);
        QVERIFY(!refused->connected);
        const auto socket = inner();
        QVERIFY(socket);
        QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{2}, kPatienceMs);
        socket->abort();
        QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), round + 1, kPatienceMs);
    }
    QCOMPARE(network_->statistics().refused, quint64{2});
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{0}, kPatienceMs);
    QCOMPARE(connectMany(1).size(), std::size_t{1});  // nothing was counted twice, or not given back
}

void TestNetworkInner::thereIsOneAtATime()
{
    QVERIFY(begin(innerConfig()) != 0);
    auto first = inner();
    QVERIFY(first);
    QVERIFY(inner() == nullptr);
    first->abort();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
    const auto second = inner();
    QVERIFY(second);
}

QTEST_GUILESS_MAIN(TestNetworkInner)
#include "tst_network_inner.moc"
