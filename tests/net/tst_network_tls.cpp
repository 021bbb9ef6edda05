// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QFile>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>
#include <algorithm>

#include "net/network_fixture.h"
#include "net/tls_hello.h"

using namespace snug;
using namespace snug::net;
using namespace snug::net::test;
using protocol::CloseCode;

namespace {

constexpr int kMany = 1000;

// What the allocator keeps for itself; a sanitizer keeps what was freed.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr qint64 kKept = 96 * 1024 * 1024;
#else
constexpr qint64 kKept = 16 * 1024 * 1024;
#endif

// What a client begins TLS with.
QByteArray clientHello()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    QSslSocket client;
    client.connectToHostEncrypted(QHostAddress(QHostAddress::LocalHost).toString(), server.serverPort());
    QTcpSocket* far = nullptr;
    const bool came = QTest::qWaitFor(
        [&] {
            far = far == nullptr ? server.nextPendingConnection() : far;
            return far != nullptr && far->bytesAvailable() > kTlsHelloStart.count;
        },
        kPatienceMs);
    return came ? far->readAll() : QByteArray();
}

// What this process has in memory, where the system tells.
qint64 residentBytes()
{
    constexpr qint64 kPage = 4096;
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * kPage : 0;
}

}  // namespace

// What only the network over TLS promises, or only beside the plain one.
class TestNetworkTls : public NetworkFixture {
    Q_OBJECT

private Q_SLOTS:
    void judgesHellos_data();
    void judgesHellos();
    void othersAreDropped();
    void speaksNothingOlderThan12();
    void tooLongAHelloIsDropped();
    void halfDoneHandshakesDelayNobody();
    void deadlineIsOneForAllSteps();
    void stalledReadersAreBounded();
};

void TestNetworkTls::judgesHellos_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<TlsHello>("verdict");
    const auto hello = [](const char* length) {
        return QByteArray("\x16\x03\x01\x02\x00\x01", 6) + QByteArray(length, 3);
    };
    QTest::newRow("nothing") << QByteArray() << TlsHello::Incomplete;
    QTest::newRow("a record begins") << QByteArray("\x16\x03") << TlsHello::Incomplete;
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1") << TlsHello::Wrong;
    QTest::newRow("one letter of HTTP") << QByteArray("G") << TlsHello::Wrong;
    QTest::newRow("alert") << QByteArray("\x15\x03\x01\x00\x02\x01\x00\x00\x00", 9) << TlsHello::Wrong;
    QTest::newRow("finished") << QByteArray("\x16\x03\x01\x02\x00\x14\x00\x00\x10", 9) << TlsHello::Wrong;
    QTest::newRow("usual") << hello("\x00\x02\x00") << TlsHello::Fine;
    QTest::newRow("the longest") << hello("\x00\x20\x00") << TlsHello::Fine;
    QTest::newRow("too long") << hello("\x00\x20\x01") << TlsHello::Wrong;
    QTest::newRow("far too long") << hello("\x01\x00\x00") << TlsHello::Wrong;
}

void TestNetworkTls::judgesHellos()
{
    QFETCH(const QByteArray, start);
    QFETCH(const TlsHello, verdict);
    QVERIFY(judgeTlsHello(start, kHandshakeHeader) == verdict);
}

// Who speaks TLS to a plain port, or does not to the other.
void TestNetworkTls::othersAreDropped()
{
    const bool secure = transport_ == Transport::Tls;
    NetworkConfig config = patientConfig();
    if (!secure) {
        config.handshakeDeadline = std::chrono::seconds(1);  // a hello may be the beginning of any head
    }
    QVERIFY(begin(config) != 0);
    const auto socket = rawSocket(port_, Transport::Plain);
    QVERIFY(socket);
    socket->write(secure ? handshakeRequest() : clientHello());
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QCOMPARE(socket->bytesAvailable(), qint64{0});
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().refused, quint64{1}, kPatienceMs);
    QCOMPARE(network_->statistics().handshakes, qint64{0});
    QVERIFY(recorder_->opened().empty());
    QCOMPARE(connectMany(1).size(), std::size_t{1});
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
}

void TestNetworkTls::speaksNothingOlderThan12()
{
    if (transport_ == Transport::Plain) {
        return;
    }
    QVERIFY(begin(patientConfig()) != 0);
    for (const auto protocol : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
        QSslSocket socket;
        socket.setProtocol(protocol);
        socket.connectToHostEncrypted(QHostAddress(QHostAddress::LocalHost).toString(), port_);
        QTRY_VERIFY_WITH_TIMEOUT(socket.isEncrypted(), kPatienceMs);
        QCOMPARE(socket.sessionProtocol(), protocol);
    }
    // A hello of TLS 1.0 without the extension that names newer versions.
    const auto old = rawSocket(port_, Transport::Plain);
    QVERIFY(old);
    old->write(
        QByteArray::fromHex("160301002d0100002903010000000000000000000000000000000000000000000000000000"
                            "000000000000000002002f0100"));
    QTRY_COMPARE_WITH_TIMEOUT(old->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().refused, quint64{3}, kPatienceMs);
}

void TestNetworkTls::tooLongAHelloIsDropped()
{
    if (transport_ == Transport::Plain) {
        return;
    }
    QVERIFY(begin(patientConfig()) != 0);
    const auto socket = rawSocket(port_, Transport::Plain);
    QVERIFY(socket);
    // By what it announces, nine bytes in.
    for (const char byte : QByteArray("\x16\x03\x01\x40\x00\x01\x01\x00\x00", 9)) {
        socket->write(&byte, 1);
        socket->flush();
        QTest::qWait(1);
    }
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().refused, quint64{1}, kPatienceMs);
}

void TestNetworkTls::halfDoneHandshakesDelayNobody()
{
    NetworkConfig config = patientConfig();
    config.handshakeDeadline = std::chrono::seconds(5);
    QVERIFY(begin(config) != 0);
    const QByteArray hello = clientHello();
    std::vector<std::unique_ptr<QTcpSocket>> halfDone;
    for (int i = 0; i < kMany; ++i) {
        halfDone.push_back(rawSocket(port_, Transport::Plain));
        QVERIFY(halfDone.back());
        // The whole hello, which has an answer, or half of it.
        halfDone.back()->write(i % 2 == 0 ? hello : hello.first(hello.size() / 2));
        halfDone.back()->flush();
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(connectMany(1).size(), std::size_t{1});
    qInfo("connected beside %d half-done handshakes in %lld ms", kMany, timer.elapsed());
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().handshakes, qint64{0}, kPatienceMs);
    QCOMPARE(network_->statistics().refused, quint64{kMany});
    for (const auto& socket : halfDone) {
        QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    }
}

// Who dribbles has no longer than who is silent, encrypted or not.
void TestNetworkTls::deadlineIsOneForAllSteps()
{
    NetworkConfig config = patientConfig();
    config.handshakeDeadline = std::chrono::seconds(1);
    QVERIFY(begin(config) != 0);
    const auto silent = rawSocket(port_, transport_);
    const auto dribbling = rawSocket(port_, transport_);
    QVERIFY(silent && dribbling);
    const auto dribbled = [&dribbling] {
        dribbling->write("x");
        return dribbling->state() == QAbstractSocket::UnconnectedState;
    };
    QTRY_VERIFY_WITH_TIMEOUT(dribbled(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(silent->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().refused, quint64{2}, kPatienceMs);
}

// Not by what the stream says of itself, which under TLS is easily wrong, but by the process.
void TestNetworkTls::stalledReadersAreBounded()
{
    constexpr int kReaders = 8;
    constexpr int kFrames = 400;
    NetworkConfig config = patientConfig();
    config.writeBudget = {256 * 1024};
    QVERIFY(begin(config) != 0);
    std::vector<std::unique_ptr<QTcpSocket>> stalled;
    for (int i = 0; i < kReaders; ++i) {
        stalled.push_back(rawWebSocket(port_, transport_));
        QVERIFY(stalled.back());
        stalled.back()->setReadBufferSize(1);
    }
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{kReaders}, kPatienceMs);
    const base::Audience audience = recorder_->present();
    const PreparedFrame frame = PreparedFrame::text(QByteArray(64 * 1024, 'x'));
    const qint64 before = residentBytes();
    qint64 most = before;
    qint64 mostBacklog = 0;
    for (int i = 0; i < kFrames && recorder_->closedCount() < kReaders; ++i) {
        network_->sendMany(audience, {}, frame);
        QTest::qWait(1);
        most = std::max(most, residentBytes());
        mostBacklog = std::max(mostBacklog, network_->statistics().backlog.count);
    }
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), kReaders, kPatienceMs);
    const qint64 allowed = kReaders * (config.writeBudget.count + 2 * frame.size().count);
    qInfo("%lld KiB more in memory, %lld KiB said to wait", (most - before) / 1024, mostBacklog / 1024);
    QVERIFY2(mostBacklog <= allowed, qPrintable(QString::number(mostBacklog)));
    QVERIFY2(most - before <= allowed + kKept, qPrintable(QString::number(most - before)));
    // Told with 4000, which they do not read, and let go of after 2 s.
    QTRY_COMPARE_WITH_TIMEOUT(closesWith(CloseCode::SlowReader), quint64{kReaders}, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{0}, kPatienceMs);
    QCOMPARE(network_->statistics().backlog, base::Bytes{0});
}

QTEST_GUILESS_MAIN(TestNetworkTls)
#include "tst_network_tls.moc"
