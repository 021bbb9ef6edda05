// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>
#include <QElapsedTimer>

#include <QTcpServer>
#include <QTest>
#include <algorithm>

#include "net/network_fixture.h"

using namespace snug;
using namespace snug::net;
using namespace snug::net::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;

namespace {

bool sayHello(Client& client)
{
    return client.socket.sendTextMessage(uR"({"type":"ping","id":1})"_s) > 0;
}

}  // namespace

// The network's one door, over real sockets on the loopback.
class TestNetwork : public NetworkFixture {
    Q_OBJECT

private Q_SLOTS:
    void echoes();
    void checksOrigins();
    void dropsWhatIsNoHandshake();
    void readsWhatCameBehindTheRequest();
    void silentSocketsDelayNobody();
    void wantsHelloInTime();
    void pingsTheSilentAndClosesTheIdle();
    void answersPings();
    void faultsAreClosedWithTheirCode_data();
    void faultsAreClosedWithTheirCode();
    void sendsInOrderToAllButOne();
    void closesAfterWhatWasSent();
    void closesWithAReason();
    void listensOnASocketThatIsThere();
};

void TestNetwork::echoes()
{
    QVERIFY(begin(patientConfig()) != 0);
    recorder_->onReceived([this](const Recorder::Received& received) {
        // One sender thread at a time: this network has one I/O thread.
        network_->send(received.from, PreparedFrame::text("echo"));
    });
    auto clients = connectMany(3);
    QCOMPARE(clients.size(), std::size_t{3});
    QCOMPARE(clients.front()->socket.subprotocol(), u"snug.v1"_s);
    for (auto& client : clients) {
        QVERIFY(sayHello(*client));
    }
    for (auto& client : clients) {
        QTRY_COMPARE_WITH_TIMEOUT(client->texts, QStringList{u"echo"_s}, kPatienceMs);
    }
    clients.front()->socket.close();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->cleanCount(), 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(clients.front()->ended, kPatienceMs);
    QCOMPARE(static_cast<int>(clients.front()->socket.closeCode()), 1000);
    clients[1]->socket.abort();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 2, kPatienceMs);
    QCOMPARE(recorder_->cleanCount(), 1);
    const auto statistics = network_->statistics();
    QCOMPARE(statistics.accepted, quint64{3});
    QCOMPARE(statistics.connections, qint64{1});
    QCOMPARE(statistics.framesIn, quint64{4});
    QVERIFY(statistics.framesOut >= 4);
    QCOMPARE(statistics.refused, quint64{0});
    network_->stop();
    QTRY_VERIFY_WITH_TIMEOUT(clients[2]->ended, kPatienceMs);
    QCOMPARE(static_cast<int>(clients[2]->socket.closeCode()), 1001);
}

void TestNetwork::checksOrigins()
{
    NetworkConfig config = patientConfig();
    config.allowedOrigins = {u"https://good.example"_s};
    QVERIFY(begin(config) != 0);
    const auto answerTo = [this](const QByteArray& header) {
        const auto socket = rawSocket(port_, transport_);
        socket->write(handshakeRequest(header));
        const bool answered = QTest::qWaitFor([&] { return socket->bytesAvailable() > 20; }, kPatienceMs);
        return answered ? socket->readAll().first(12) : QByteArray();
    };
    QCOMPARE(answerTo("Origin: https://good.example\r\n"), QByteArray("HTTP/1.1 101"));
    QCOMPARE(answerTo(""), QByteArray("HTTP/1.1 101"));
    QCOMPARE(answerTo("Origin: https://evil.example\r\n"), QByteArray("HTTP/1.1 403"));
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().refused, quint64{1}, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 2, kPatienceMs);

    config.allowedOrigins = {u"*"_s};
    QVERIFY(begin(config) != 0);
    QCOMPARE(answerTo("Origin: https://evil.example\r\n"), QByteArray("HTTP/1.1 101"));
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 3, kPatienceMs);
}

void TestNetwork::dropsWhatIsNoHandshake()
{
    NetworkConfig config = patientConfig();
    QVERIFY(begin(config) != 0);
    const QByteArrayList heads{
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        QByteArray("\x16\x03\x01\x02\x00\x01\r\n\r\n", 10),
        "GET / HTTP/1.1\r\nX: " + QByteArray(9000, 'x'),
        QByteArray(100'000, 'y'),
    };
    for (const QByteArray& head : heads) {
        const auto socket = rawSocket(port_, transport_);
        QVERIFY(socket);
        socket->write(head);
        QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    }
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().refused, quint64(heads.size()), kPatienceMs);
    QCOMPARE(network_->statistics().handshakes, qint64{0});
    QCOMPARE(connectMany(1).size(), std::size_t{1});
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
}

void TestNetwork::readsWhatCameBehindTheRequest()
{
    QVERIFY(begin(patientConfig()) != 0);
    const QByteArray first = clientFrame(0x81, R"({"type":"ping","id":1})");
    auto socket = rawWebSocket(port_, transport_, first + first.first(9));
    QVERIFY(socket);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->received().size(), std::size_t{1}, kPatienceMs);
    socket->write(first.sliced(9));
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->received().size(), std::size_t{2}, kPatienceMs);
    QVERIFY(recorder_->received().back().request.ok());
    // Qt's WebSocket is gone without a goodbye.
    QCOMPARE(socket->bytesAvailable(), qint64{0});
    socket->abort();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
}

void TestNetwork::silentSocketsDelayNobody()
{
    constexpr int kSilent = 1000;
    NetworkConfig config = patientConfig();
    config.handshakeDeadline = std::chrono::seconds(5);
    QVERIFY(begin(config) != 0);
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < kSilent; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), port_);
        if (i % 2 == 1) {
            QVERIFY(silent.back()->waitForConnected());
            silent.back()->write("GET / HTTP/1.1\r\n");
        }
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(connectMany(1).size(), std::size_t{1});
    qInfo("connected beside %d silent sockets in %lld ms", kSilent, timer.elapsed());
    QVERIFY(network_->statistics().handshakes > 0);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().handshakes, qint64{0}, kPatienceMs);
    QCOMPARE(network_->statistics().refused, quint64{kSilent});
    for (const auto& socket : silent) {
        QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    }
}

void TestNetwork::wantsHelloInTime()
{
    NetworkConfig config = patientConfig();
    config.helloDeadline = std::chrono::seconds(2);
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(2);
    QCOMPARE(clients.size(), std::size_t{2});
    recorder_->onReceived([this](const Recorder::Received& received) { network_->helloDone(received.from); });
    QVERIFY(sayHello(*clients[0]));
    QTRY_VERIFY_WITH_TIMEOUT(clients[1]->ended, kPatienceMs);
    QCOMPARE(int(clients[1]->socket.closeCode()), int(CloseCode::HelloTimeout));
    QTest::qWait(500);
    QVERIFY(!clients[0]->ended);
    QCOMPARE(closesWith(CloseCode::HelloTimeout), quint64{1});
}

void TestNetwork::pingsTheSilentAndClosesTheIdle()
{
    NetworkConfig config = patientConfig();
    config.limits.ping = std::chrono::seconds(1);
    config.limits.idle = std::chrono::seconds(3);
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(1);  // answers pings by itself
    auto deaf = rawWebSocket(port_, transport_);
    QVERIFY(deaf && clients.size() == 1);
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT((seen += deaf->readAll(), closeCodeIn(seen) != 0), kPatienceMs);
    QCOMPARE(int(closeCodeIn(seen)), int(CloseCode::Idle));
    QVERIFY(seen.startsWith(PreparedFrame::ping({}).bytes()));
    // It does not answer the close either: let go of after 2 s.
    QTRY_COMPARE_WITH_TIMEOUT(deaf->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{1}, kPatienceMs);
    QVERIFY(!clients.front()->ended);
    QCOMPARE(recorder_->cleanCount(), 0);
}

void TestNetwork::answersPings()
{
    QVERIFY(begin(patientConfig()) != 0);
    auto socket = rawWebSocket(port_, transport_);
    QVERIFY(socket);
    QByteArray expected;
    QByteArray seen;
    for (const QByteArray& payload : {QByteArray(), QByteArray("beat"), QByteArray(125, '\xff')}) {
        socket->write(clientFrame(0x89, payload));
        expected += PreparedFrame::pong(payload).bytes();
    }
    QTRY_COMPARE_WITH_TIMEOUT((seen += socket->readAll(), seen.size()), expected.size(), kPatienceMs);
    QCOMPARE(seen, expected);
    // The close is given back with its code, and then the server hangs up first.
    socket->write(clientFrame(0x88, QByteArray("\x0f\xa5", 2)));
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QCOMPARE(closeCodeIn(socket->readAll()), quint16{4005});
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
    QCOMPARE(recorder_->cleanCount(), 0);  // 4005 is no "on purpose"
}

void TestNetwork::faultsAreClosedWithTheirCode_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<CloseCode>("code");
    QTest::newRow("no mask") << QByteArray("\x81\x02hi") << CloseCode::ProtocolError;
    QTest::newRow("binary") << clientFrame(0x82, "x") << CloseCode::NotText;
    QTest::newRow("no utf-8") << clientFrame(0x81, "\xff") << CloseCode::InvalidUtf8;
    QTest::newRow("too big") << clientFrame(0x81, QByteArray(70'000, 'x')) << CloseCode::TooBig;
    QTest::newRow("reserved") << clientFrame(0x83, "x") << CloseCode::ProtocolError;
}

void TestNetwork::faultsAreClosedWithTheirCode()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const CloseCode, code);
    QVERIFY(begin(patientConfig()) != 0);
    auto other = connectMany(1);
    auto socket = rawWebSocket(port_, transport_);
    QVERIFY(socket && other.size() == 1);
    socket->write(clientFrame(0x81, "{}") + bytes + clientFrame(0x81, "{}"));
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT((seen += socket->readAll(), closeCodeIn(seen) != 0), kPatienceMs);
    QCOMPARE(int(closeCodeIn(seen)), int(code));
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
    QCOMPARE(recorder_->received().size(), std::size_t{1});  // what came before it, nothing after
    QTRY_COMPARE_WITH_TIMEOUT(closesWith(code), quint64{1}, kPatienceMs);
    QVERIFY(!other.front()->ended);
}

void TestNetwork::sendsInOrderToAllButOne()
{
    constexpr int kClients = 8;
    constexpr int kRounds = 500;
    NetworkConfig config = patientConfig();
    config.ioThreads = 3;
    QVERIFY(begin(config) != 0);
    auto clients = connectMany(kClients);
    QCOMPARE(clients.size(), std::size_t{kClients});
    const base::Audience audience = recorder_->present();
    // Which client is which connection: each is told its place.
    for (std::size_t i = 0; i < audience->size(); ++i) {
        network_->send((*audience)[i], PreparedFrame::text("you " + QByteArray::number(i)));
    }
    for (int round = 0; round < kRounds; ++round) {
        const auto& except = (*audience)[static_cast<std::size_t>(round % kClients)];
        network_->sendMany(audience, except, PreparedFrame::text(QByteArray::number(round)));
        if (round % 100 == 0) {
            network_->send(except, PreparedFrame::text("alone " + QByteArray::number(round)));
        }
    }
    network_->sendMany(audience, {}, PreparedFrame::text("end"));
    QSet<QString> places;
    for (auto& client : clients) {
        QTRY_VERIFY_WITH_TIMEOUT(!client->texts.isEmpty() && client->texts.last() == u"end"_s, kPatienceMs);
        const QString place = client->texts.first();
        places.insert(place);
        const int mine = QStringView(place).sliced(4).toInt();
        QStringList expected{place};
        for (int round = 0; round < kRounds; ++round) {
            if (round % kClients != mine) {
                expected.append(QString::number(round));
            } else if (round % 100 == 0) {
                expected.append(u"alone %1"_s.arg(round));
            }
        }
        expected.append(u"end"_s);
        QCOMPARE(client->texts, expected);
    }
    QCOMPARE(places.size(), kClients);
    // Ids that are gone, or never were, are ignored.
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), kClients, kPatienceMs);
    network_->sendMany(audience, {}, PreparedFrame::text("late"));
    network_->send(base::ConnectionId{~quint64{0}}, PreparedFrame::text("nobody"));
    network_->close(audience->front(), CloseCode::Replaced);
}

void TestNetwork::closesAfterWhatWasSent()
{
    QVERIFY(begin(patientConfig()) != 0);
    auto clients = connectMany(1);
    QCOMPARE(clients.size(), std::size_t{1});
    const auto id = recorder_->opened().front();
    const QByteArray large(300'000, 'x');
    network_->send(id, PreparedFrame::text(large));
    network_->send(id, PreparedFrame::text("last words"));
    network_->close(id, CloseCode::Replaced);
    network_->send(id, PreparedFrame::text("never heard"));
    QTRY_VERIFY_WITH_TIMEOUT(clients.front()->ended, kPatienceMs);
    QCOMPARE(clients.front()->texts.size(), 2);
    QCOMPARE(clients.front()->texts.last(), u"last words"_s);
    QCOMPARE(int(clients.front()->socket.closeCode()), int(CloseCode::Replaced));
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{0}, kPatienceMs);
}

void TestNetwork::closesWithAReason()
{
    QVERIFY(begin(patientConfig()) != 0);
    auto clients = connectMany(2);
    QCOMPARE(clients.size(), std::size_t{2});
    const QString longest = QString(60, QChar(0xe4)) + u"xxx"_s;
    const base::Audience audience = recorder_->present();
    network_->sendMany(audience, {}, PreparedFrame::text("last words"));
    for (const base::ConnectionId id : *audience) {
        network_->close(id, CloseCode::Replaced, longest + u"and more"_s);
    }
    for (const auto& client : clients) {
        QTRY_VERIFY_WITH_TIMEOUT(client->ended, kPatienceMs);
        QCOMPARE(int(client->socket.closeCode()), int(CloseCode::Replaced));
        QCOMPARE(client->socket.closeReason(), longest);
        QCOMPARE(client->texts, QStringList{u"last words"_s});
    }
    QTRY_COMPARE_WITH_TIMEOUT(closesWith(CloseCode::Replaced), quint64{2}, kPatienceMs);
}

// Made elsewhere, and for both families: an IPv4 address stays one.
void TestNetwork::listensOnASocketThatIsThere()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::Any, 0));
    other.pauseAccepting();
    NetworkConfig config = patientConfig();
    config.address = QHostAddress(u"192.0.2.1"_s);  // not looked at
    config.listening = ::dup(static_cast<int>(other.socketDescriptor()));
    QCOMPARE(begin(config), other.serverPort());
    QCOMPARE(network_->address(), QHostAddress(QHostAddress::Any));
    QCOMPARE(connectMany(1).size(), std::size_t{1});
    QCOMPARE(recorder_->facts().back().address, u"127.0.0.1"_s);
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
