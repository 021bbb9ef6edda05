// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>

#include "net/network_fixture.h"

using namespace snug;
using namespace snug::net;
using namespace snug::net::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;

// The network's one door, over real sockets on the loopback.
class TestNetworkLoad : public NetworkFixture {
    Q_OBJECT

private Q_SLOTS:
    void slowReaderIsClosedAndHarmsNobody();
    void slowReaderIsToldWhenItReadsAgain();
    void oneLargeFrameIsNoSlowReader();
    void overrunClosesInsteadOfLosing();
    void fullReceiverIsAnsweredAndToldLater();
    void capsConnectionsOfAnAddress();
    void capPausesAndResumes();
    void tellsWhyItCannotListen();
    void stopAcceptingKeepsThoseWhoAreThere();
    void stopsWithFiveHundred();
};

void TestNetworkLoad::slowReaderIsClosedAndHarmsNobody()
{
    constexpr int kFrames = 400;
    NetworkConfig config = patientConfig();
    config.writeBudget = {512 * 1024};
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(1);
    auto stalled = rawWebSocket(port_, transport_);
    QVERIFY(stalled && clients.size() == 1);
    stalled->setReadBufferSize(1);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{2}, kPatienceMs);
    const base::Audience audience = recorder_->present();
    const QByteArray filler(64 * 1024, 'x');
    qint64 mostBacklog = 0;
    for (int i = 0; i < kFrames; ++i) {
        network_->sendMany(audience, {}, PreparedFrame::text(QByteArray::number(i) + ' ' + filler));
        QTRY_VERIFY_WITH_TIMEOUT(clients.front()->texts.size() == i + 1, kPatienceMs);
        mostBacklog = std::max(mostBacklog, network_->statistics().backlog.count);
        clients.front()->texts.last().truncate(10);
    }
    QCOMPARE(recorder_->closedCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(closesWith(CloseCode::SlowReader), quint64{1}, kPatienceMs);
    QVERIFY2(mostBacklog <= config.writeBudget.count + 3 * filler.size(),
             qPrintable(QString::number(mostBacklog)));
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{1}, kPatienceMs);
    QCOMPARE(network_->statistics().backlog, base::Bytes{0});
    QCOMPARE(network_->statistics().slowReaders, qint64{0});
    for (int i = 0; i < kFrames; ++i) {
        QVERIFY(clients.front()->texts.at(i).startsWith(QString::number(i) + u' '));
    }
}

void TestNetworkLoad::slowReaderIsToldWhenItReadsAgain()
{
    NetworkConfig config = patientConfig();
    config.writeBudget = {256 * 1024};
    QVERIFY(begin(config) != 0);
    auto stalled = rawWebSocket(port_, transport_);
    QVERIFY(stalled);
    stalled->setReadBufferSize(1);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{1}, kPatienceMs);
    const auto id = recorder_->opened().front();
    const PreparedFrame frame = PreparedFrame::text(QByteArray(64 * 1024, 'x'));
    bool warned = false;
    for (int i = 0; i < 2000 && recorder_->closedCount() == 0; ++i) {
        network_->send(id, frame);
        QTest::qWait(1);
        warned = warned || network_->statistics().slowReaders == 1;
    }
    QCOMPARE(recorder_->closedCount(), 1);
    QVERIFY(warned);
    // Whole frames and then the code, nothing torn.
    stalled->setReadBufferSize(0);
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT((seen += stalled->readAll(), closeCodeIn(seen) != 0), kPatienceMs);
    QCOMPARE(int(closeCodeIn(seen)), int(CloseCode::SlowReader));
    QCOMPARE((seen.size() - 4) % frame.size().count, qint64{0});
}

void TestNetworkLoad::oneLargeFrameIsNoSlowReader()
{
    NetworkConfig config = patientConfig();
    config.writeBudget = {64 * 1024};
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(1);
    QCOMPARE(clients.size(), std::size_t{1});
    network_->send(recorder_->opened().front(), PreparedFrame::text(QByteArray(12'000'000, 'x')));
    QTRY_COMPARE_WITH_TIMEOUT(clients.front()->texts.size(), 1, kPatienceMs);
    QCOMPARE(clients.front()->texts.front().size(), 12'000'000);
    QVERIFY(!clients.front()->ended);
}

void TestNetworkLoad::overrunClosesInsteadOfLosing()
{
    constexpr int kFrames = 20'000;
    NetworkConfig config = patientConfig();
    config.mailboxCapacity = 8;
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(4);
    QCOMPARE(clients.size(), std::size_t{4});
    const base::Audience audience = recorder_->present();
    for (int i = 0; i < kFrames; ++i) {
        network_->sendMany(audience, {}, PreparedFrame::text(QByteArray::number(i)));
    }
    for (auto& client : clients) {
        QTRY_VERIFY_WITH_TIMEOUT(client->ended, kPatienceMs);
        QCOMPARE(int(client->socket.closeCode()), int(CloseCode::Overloaded));
        for (int i = 0; i < client->texts.size(); ++i) {
            QCOMPARE(client->texts.at(i).toInt(), i);  // no gap before the close
        }
    }
    QCOMPARE(network_->statistics().overruns, quint64{4});
    // The thread is well again.
    auto again = connectMany(1);
    QCOMPARE(again.size(), std::size_t{1});
    network_->send(recorder_->present()->front(), PreparedFrame::text("well"));
    QTRY_COMPARE_WITH_TIMEOUT(again.front()->texts, QStringList{u"well"_s}, kPatienceMs);
}

void TestNetworkLoad::fullReceiverIsAnsweredAndToldLater()
{
    QVERIFY(begin(patientConfig()) != 0);
    auto clients = connectMany(2);
    QCOMPARE(clients.size(), std::size_t{2});
    recorder_->setFull(true);
    clients[0]->socket.sendTextMessage(uR"({"type":"ping","id":7})"_s);
    QTRY_COMPARE_WITH_TIMEOUT(clients[0]->texts.size(), 1, kPatienceMs);
    const auto frame = protocol::decodeServerFrame(clients[0]->texts.front().toUtf8());
    QVERIFY(frame.ok());
    const auto& reply = std::get<protocol::Reply>(*frame);
    QCOMPARE(reply.re, std::optional<qint64>{7});
    QCOMPARE(std::get<protocol::Error>(reply.answer).code, protocol::ErrorCode::Overloaded);
    // A newcomer comes back later, and is not told of as closed.
    const auto late = connectOne();
    QTRY_VERIFY_WITH_TIMEOUT(late->ended, kPatienceMs);
    QCOMPARE(int(late->socket.closeCode()), int(CloseCode::Overloaded));
    // An end is told as soon as there is room.
    clients[1]->socket.abort();
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{1}, kPatienceMs);
    QCOMPARE(recorder_->closedCount(), 0);
    recorder_->setFull(false);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
}

void TestNetworkLoad::capsConnectionsOfAnAddress()
{
    NetworkConfig config = patientConfig();
    config.connectionsPerAddress = 2;
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(2);
    QCOMPARE(clients.size(), std::size_t{2});
    {
        const auto third = connectOne();
        QTRY_COMPARE_WITH_TIMEOUT(third->socket.state(), QAbstractSocket::UnconnectedState, kPatienceMs);
        QVERIFY(!third->connected);
    }
    QCOMPARE(network_->statistics().refused, quint64{1});
    clients.pop_back();
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{1}, kPatienceMs);
    const auto fourth = connectOne();
    QTRY_VERIFY_WITH_TIMEOUT(fourth->connected, kPatienceMs);
}

void TestNetworkLoad::capPausesAndResumes()
{
    NetworkConfig config = patientConfig();
    config.connectionsTotal = 3;
    QVERIFY(begin(config) != 0);
    QCOMPARE(network_->connectionsMost(), 3);
    auto clients = connectMany(3);
    QCOMPARE(clients.size(), std::size_t{3});
    std::vector<std::unique_ptr<Client>> waiting;
    for (int i = 0; i < 3; ++i) {
        waiting.push_back(connectOne());
    }
    const auto connected = [&] {
        return std::count_if(waiting.begin(), waiting.end(),
                             [](const auto& client) { return client->connected; });
    };
    QTest::qWait(300);
    QCOMPARE(connected(), 0);
    QCOMPARE(network_->statistics().accepted, quint64{3});
    QCOMPARE(network_->statistics().refused, quint64{0});
    // One leaves, one comes in; each in its turn.
    for (int left = 1; left <= 3; ++left) {
        clients.pop_back();
        QTRY_COMPARE_WITH_TIMEOUT(connected(), left, kPatienceMs);
        QCOMPARE(network_->statistics().accepted, quint64(3 + left));
    }
}

void TestNetworkLoad::tellsWhyItCannotListen()
{
    QVERIFY(begin(patientConfig()) != 0);
    NetworkConfig config = patientConfig();
    config.port = port_;
    Recorder other;
    Network second(config, other.inbound());
    const auto port = second.start();
    QVERIFY(!port.ok());
    QVERIFY2(port.error().contains(QString::number(port_)) && port.error().contains(u"another program"_s),
             qPrintable(port.error()));
}

void TestNetworkLoad::stopAcceptingKeepsThoseWhoAreThere()
{
    QVERIFY(begin(patientConfig()) != 0);
    auto clients = connectMany(1);
    QCOMPARE(clients.size(), std::size_t{1});
    network_->stopAccepting();
    const auto late = connectOne();
    QTRY_COMPARE_WITH_TIMEOUT(late->socket.state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QVERIFY(!late->connected);
    network_->send(recorder_->opened().front(), PreparedFrame::text("still here"));
    QTRY_COMPARE_WITH_TIMEOUT(clients.front()->texts.size(), 1, kPatienceMs);
    network_->stopAccepting();
}

void TestNetworkLoad::stopsWithFiveHundred()
{
    constexpr int kClients = 500;
    NetworkConfig config = patientConfig();
    config.ioThreads = 2;
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(kClients);
    QCOMPARE(clients.size(), std::size_t{kClients});
    network_->sendMany(recorder_->present(), {}, PreparedFrame::text("goodbye"));
    QElapsedTimer timer;
    timer.start();
    // The clients live on this thread, so none can answer while it waits: the worst case.
    network_->stop();
    qInfo("stopped with %d connections in %lld ms", kClients, timer.elapsed());
    QVERIFY(timer.elapsed() < 10'000);
    QCOMPARE(recorder_->closedCount(), kClients);
    QCOMPARE(network_->statistics().connections, qint64{0});
    for (auto& client : clients) {
        QTRY_VERIFY_WITH_TIMEOUT(client->ended, kPatienceMs);
        QCOMPARE(int(client->socket.closeCode()), int(CloseCode::GoingAway));
        QCOMPARE(client->texts, QStringList{u"goodbye"_s});
    }
    // Late words to a network that has ended are ignored.
    network_->send(recorder_->opened().front(), PreparedFrame::text("late"));
    network_->stop();
}

QTEST_GUILESS_MAIN(TestNetworkLoad)
#include "tst_network_load.moc"
