// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include "client/client_fixture.h"
#include "client/wire.h"
#include "websocket/peer.h"

using namespace snug;
using namespace snug::websocket::test;
using client::Wire;

namespace {

const QByteArray kHello = QByteArrayLiteral("{}");

QByteArray served(quint8 first, const QByteArray& payload = {})
{
    return rawFrame(first, payload, std::nullopt);
}

}  // namespace

// What the case list of tests/websocket cannot show of a Wire: its bounds, its deadlines, its masks, and that
// it may go in the middle of its own signals.
class TestWire : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void goesInsideItsSignals_data();
    void goesInsideItsSignals();
    void answersOnlyTheNewestPingWhenNobodyReads();
    void endsWhenNobodyReadsWhatIsSent();
    void endsWhenCloseIsNotAnswered();
    void endsWhenTheServerClosesAndStays();
    void sendsNothingOnceItCloses();
    void masksEveryFrameAnew();
    void tellsWhyItIsRefused();

private:
    // The connection is there, with a socket in the server's hands; null when it is not.
    QTcpSocket* connected();

    QTcpServer server_;
    std::unique_ptr<QTcpSocket> far_;
    QPointer<Wire> wire_;
};

void TestWire::init()
{
    QVERIFY(server_.listen(QHostAddress(QHostAddress::LocalHost)));
    wire_ = new Wire(tests::quickTiming());
}

void TestWire::cleanup()
{
    delete wire_;
    far_.reset();
    server_.close();
}

QTcpSocket* TestWire::connected()
{
    wire_->open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(server_.serverPort())));
    if (!waitFor([&] { return server_.hasPendingConnections(); })) {
        return nullptr;
    }
    far_.reset(server_.nextPendingConnection());
    far_->setParent(nullptr);
    if (!waitFor([&] { return far_->peek(4096).endsWith("\r\n\r\n"); })) {
        return nullptr;
    }
    const QSignalSpy opened(wire_, &Wire::opened);
    far_->write(usualAnswer(far_->readAll()));
    return waitFor([&] { return wire_ == nullptr || opened.count() == 1; }) ? far_.get() : nullptr;
}

void TestWire::goesInsideItsSignals_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray more = served(kFinalText, kHello) + served(kPing, "x");
    QTest::newRow("opened") << QByteArray("opened") << more;
    QTest::newRow("received") << QByteArray("received") << served(kFinalText, kHello) + more;
    QTest::newRow("ponged by a ping") << QByteArray("ponged") << served(kPing, "x") + more;
    QTest::newRow("ponged by a pong") << QByteArray("ponged") << served(kPong, "x") + more;
    QTest::newRow("ended") << QByteArray("ended") << served(kClose);
}

void TestWire::goesInsideItsSignals()
{
    QFETCH(const QByteArray, signal);
    QFETCH(const QByteArray, bytes);
    const auto goes = [this, signal](const char* now) {
        if (signal == now) {
            delete wire_;
        }
    };
    connect(wire_, &Wire::opened, this, [goes] { goes("opened"); });
    connect(wire_, &Wire::received, this, [goes] { goes("received"); });
    connect(wire_, &Wire::ponged, this, [goes] { goes("ponged"); });
    connect(wire_, &Wire::ended, this, [goes] { goes("ended"); });
    QTcpSocket* const far = connected();
    QVERIFY(far != nullptr);
    far->write(bytes);
    QVERIFY(waitFor([&] { return wire_ == nullptr; }));
    QVERIFY(waitFor([&] { return far->state() == QAbstractSocket::UnconnectedState; }));
}

void TestWire::answersOnlyTheNewestPingWhenNobodyReads()
{
    QTcpSocket* const far = connected();
    QVERIFY(far != nullptr);
    far->setReadBufferSize(1);
    qint64 most = 0;
    int heard = 0;
    connect(wire_, &Wire::ponged, this, [&] {
        most = std::max(most, wire_->bytesToWrite());
        ++heard;
    });
    // More than the system's own buffers take.
    constexpr int kPings = 160'000;
    const QByteArray ping = served(kPing, QByteArray(125, 'x'));
    for (int sent = 0; sent < kPings; sent += 1000) {
        far->write(ping.repeated(1000));
        QVERIFY(waitFor([&] { return heard == sent + 1000; }));
    }
    far->write(served(kPing, "the newest"));
    QVERIFY(waitFor([&] { return heard == kPings + 1; }));
    QVERIFY2(most <= 65 * 1024, qPrintable(QString::number(most)));
    // Once the server reads again, it has its answer.
    Peer peer(*far, Side::Client);
    far->setReadBufferSize(0);
    peer.startFrames();
    QVERIFY(waitFor([&] { return peer.pongs().endsWith("the newest"); }));
    QCOMPARE(peer.wrong(), QByteArray());
}

void TestWire::endsWhenNobodyReadsWhatIsSent()
{
    QTcpSocket* const far = connected();
    QVERIFY(far != nullptr);
    far->setReadBufferSize(1);
    const QSignalSpy ended(wire_, &Wire::ended);
    const QByteArray message(512 * 1024, 'a');
    for (int i = 0; i < 100 && ended.isEmpty(); ++i) {
        wire_->send(message);
        QVERIFY(wire_->bytesToWrite() <= Wire::kMostWaiting.count + message.size() + 100);
        QCoreApplication::processEvents();
    }
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended.first().first().toInt(), int{Wire::kAbnormal});
    QCOMPARE(wire_->bytesToWrite(), 0);
}

void TestWire::endsWhenCloseIsNotAnswered()
{
    QVERIFY(connected() != nullptr);
    const QSignalSpy ended(wire_, &Wire::ended);
    wire_->close();
    wire_->close();
    QVERIFY(waitFor([&] { return ended.count() == 1; }));
    QCOMPARE(ended.first().first().toInt(), 1000);
    QCOMPARE(ended.first().last().toString(), QString());
}

void TestWire::endsWhenTheServerClosesAndStays()
{
    QTcpSocket* const far = connected();
    QVERIFY(far != nullptr);
    const QSignalSpy ended(wire_, &Wire::ended);
    far->write(served(kClose, rawClose(4000, "too slow")));
    QVERIFY(waitFor([&] { return ended.count() == 1; }));
    QCOMPARE(ended.first().first().toInt(), 4000);
    QCOMPARE(ended.first().last().toString(), QStringLiteral("too slow"));
}

void TestWire::sendsNothingOnceItCloses()
{
    QTcpSocket* const far = connected();
    QVERIFY(far != nullptr);
    Peer peer(*far, Side::Client);
    peer.startFrames();
    const QSignalSpy ended(wire_, &Wire::ended);
    const QSignalSpy received(wire_, &Wire::received);
    wire_->send(kHello);
    wire_->close();
    wire_->send("too late");
    far->write(served(kFinalText, "too late as well"));
    QVERIFY(waitFor([&] { return ended.count() == 1; }));
    QCOMPARE(peer.texts(), QByteArrayList{kHello});
    QCOMPARE(peer.close(), rawClose(1000));
    QCOMPARE(received.count(), 0);
}

void TestWire::masksEveryFrameAnew()
{
    QTcpSocket* const far = connected();
    QVERIFY(far != nullptr);
    constexpr int kFrames = 50;
    const QByteArray message("{\"type\":\"ping\"}");
    for (int i = 0; i < kFrames; ++i) {
        wire_->send(message);
    }
    const qsizetype frameSize = 2 + 4 + message.size();
    QVERIFY(waitFor([&] { return far->bytesAvailable() >= kFrames * frameSize; }));
    QSet<QByteArray> masks;
    for (int i = 0; i < kFrames; ++i) {
        masks.insert(far->read(frameSize).mid(2, 4));
    }
    QVERIFY(masks.size() >= kFrames - 1);  // the same by chance once in a hundred million runs
}

void TestWire::tellsWhyItIsRefused()
{
    const quint16 port = server_.serverPort();
    server_.close();
    const QSignalSpy ended(wire_, &Wire::ended);
    wire_->open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)));
    QCOMPARE(ended.count(), 0);
    QVERIFY(waitFor([&] { return ended.count() == 1; }));
    QCOMPARE(ended.first().first().toInt(), int{Wire::kAbnormal});
    QVERIFY(!ended.first().last().toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
