// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QtEndian>

#include "support/http_get.h"
#include "support/raw_web_socket.h"
#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using namespace std::chrono_literals;
using test::RawWebSocket;
using test::TestClient;
using test::TestServer;
using test::waitUntil;
using Opcode = test::RawWebSocket::Opcode;

namespace {

const QByteArray kHello = R"({"type":"hello","id":1,"nick":"raw"})";
const QByteArray kJoin = R"({"type":"join","id":2,"room":"lobby"})";
const QByteArray kPing = R"({"type":"ping","id":3})";

}  // namespace

// Every coded close of PROTOCOL.md; after each the server and the others go on. 4100 is in tst_resume; 4003
// needs a thread that does not keep up and is among the network's own tests.
class TestCloseCodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void brokenRules_data();
    void brokenRules();
    void asAsked();
    void serverStops();
    void tooManyErrors();
    void helloFirstAnswersThenCloses();
    void helloTimeout();
    void idle();
    void slowReader();
    void fullServerLetsNewcomersWait();

private:
    std::unique_ptr<TestServer> server_;
    std::unique_ptr<TestClient> other_;
};

void TestCloseCodes::init()
{
    server_ = std::make_unique<TestServer>();
    QVERIFY2(server_->start(), qPrintable(server_->error()));
    other_ = std::make_unique<TestClient>();
    QVERIFY(other_->connectTo(server_->port()) && other_->hello(QStringLiteral("other")));
    QVERIFY(other_->ask<protocol::Joined>(protocol::Join{QStringLiteral("lobby"), {}}));
}

void TestCloseCodes::cleanup()
{
    if (server_->host().state() == host::ServerHost::State::Running) {
        QVERIFY(other_->isOpen());
        QVERIFY(other_->ask<protocol::Pong>(protocol::Ping{}));
    }
    other_.reset();
    server_.reset();
}

void TestCloseCodes::brokenRules_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto frame = [](const QByteArray& head, const QByteArray& payload) {
        return head + QByteArray(4, '\0') + payload;  // a mask of zeros
    };
    const auto hex = [](const char* digits) { return QByteArray::fromHex(digits); };
    QTest::newRow("not masked") << hex("8102") + "{}" << 1002;
    QTest::newRow("reserved bit") << frame(hex("c182"), "{}") << 1002;
    QTest::newRow("unknown opcode") << frame(hex("8382"), "{}") << 1002;
    QTest::newRow("fragmented ping") << frame(hex("0981"), "x") << 1002;
    QTest::newRow("long ping") << frame(hex("89fe007e"), QByteArray(126, 'x')) << 1002;
    QTest::newRow("continuation of nothing") << frame(hex("8081"), "x") << 1002;
    QTest::newRow("binary") << frame(hex("8282"), "{}") << 1003;
    QTest::newRow("not UTF-8") << frame(hex("8182"), hex("c328")) << 1007;
    QTest::newRow("surrogate in UTF-8") << frame(hex("8183"), hex("eda080")) << 1007;
    QTest::newRow("over the frame's limit")
        << frame(hex("81ff0000000000010001"), QByteArray(65537, ' ')) << 1009;
    QTest::newRow("announced over the limit") << frame(hex("81ff0000ffffffffffff"), "x") << 1009;
    QTest::newRow("too big in fragments")
        << frame(hex("01fe8000"), QByteArray(32768, ' ')) + frame(hex("00fe8000"), QByteArray(32768, ' ')) +
               frame(hex("8081"), " ")
        << 1009;
}

void TestCloseCodes::brokenRules()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    for (const bool greeted : {false, true}) {
        RawWebSocket raw;
        QVERIFY(raw.connectTo(server_->port()));
        if (greeted) {
            raw.sendFrame(Opcode::Text, kHello);
            QVERIFY(raw.read());
        }
        raw.sendBytes(bytes);
        QCOMPARE(raw.readToClose(), code);
    }
}

void TestCloseCodes::asAsked()
{
    TestClient client;
    QVERIFY(client.connectTo(server_->port()) && client.hello(QStringLiteral("ada")));
    client.close();
    QCOMPARE(client.closed(), 1000);
    RawWebSocket raw;
    QVERIFY(raw.connectTo(server_->port()));
    raw.sendFrame(Opcode::Close, QByteArray::fromHex("03e8"));
    QCOMPARE(raw.readToClose(), 1000);
}

void TestCloseCodes::serverStops()
{
    QVERIFY(server_->stop());
    QCOMPARE(other_->closed(), 1001);
}

void TestCloseCodes::tooManyErrors()
{
    TestClient client;
    QVERIFY(client.connectTo(server_->port()) && client.hello(QStringLiteral("ada")));
    // A good command in between forgives what was before.
    for (int i = 0; i < 99; ++i) {
        client.sendText(QStringLiteral("x"));
    }
    QVERIFY(client.ask<protocol::Pong>(protocol::Ping{}));
    for (int i = 0; i < 99; ++i) {
        client.sendText(QStringLiteral("x"));
    }
    QVERIFY(client.ask<protocol::Pong>(protocol::Ping{}));
    for (int i = 0; i < 150; ++i) {
        client.sendText(QStringLiteral("x"));
    }
    QCOMPARE(client.closed(), 4102);
}

void TestCloseCodes::helloFirstAnswersThenCloses()
{
    TestClient client;
    QVERIFY(client.connectTo(server_->port()));
    const auto refused = client.ask<protocol::Pong>(protocol::Ping{});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, protocol::ErrorCode::HelloFirst);
    QCOMPARE(client.closed(), 4101);
}

void TestCloseCodes::helloTimeout()
{
    RawWebSocket raw;
    QVERIFY(raw.connectTo(server_->port()));
    QCOMPARE(raw.readToClose(), 4002);
}

void TestCloseCodes::idle()
{
    TestServer strict;
    strict.config.hub.limits.ping = 1s;
    strict.config.hub.limits.idle = 3s;
    QVERIFY2(strict.start(), qPrintable(strict.error()));
    TestClient lively;  // answers pings
    QVERIFY(lively.connectTo(strict.port()) && lively.hello(QStringLiteral("lively")));
    RawWebSocket dead;
    QVERIFY(dead.connectTo(strict.port()));
    dead.sendFrame(Opcode::Text, kHello);
    bool pinged = false;
    int code = 0;
    // By turns, so that the lively one's loop runs too.
    QVERIFY(waitUntil([&] {
        while (const auto frame = dead.read(1)) {
            pinged = pinged || frame->opcode == Opcode::Ping;
            if (frame->opcode == Opcode::Close) {
                code = qFromBigEndian<quint16>(frame->payload.constData());
            }
        }
        return code != 0;
    }));
    QCOMPARE(code, 4001);
    QVERIFY(pinged);
    QVERIFY(lively.isOpen());
    QVERIFY(lively.ask<protocol::Pong>(protocol::Ping{}));
}

void TestCloseCodes::slowReader()
{
    RawWebSocket slow;
    QVERIFY(slow.connectTo(server_->port(), 65536));
    slow.sendFrame(Opcode::Text, kHello);
    QVERIFY(slow.read());
    slow.sendFrame(Opcode::Text, kJoin);
    QVERIFY(slow.read());
    const QString lobby = QStringLiteral("lobby");
    const QString text = QStringLiteral("\U0001F600").repeated(4000);  // 16 kB
    // Far more than the kernel buffers for one connection, while nothing is read. The talker reads all.
    int said = 0;
    const auto sentAway = [this] {
        return test::httpGet(server_->httpPort(), QStringLiteral("/metrics"))
            .body.contains("\nsnug_disconnects_total{code=\"4000\"} 1\n");
    };
    QVERIFY(waitUntil([&] {
        if (said >= 1000) {
            return sentAway();
        }
        for (int i = 0; i < 20 && other_->entries(lobby).size() + 100 > said; ++i) {
            other_->tell(protocol::Send{lobby, text, QString::number(++said)});
        }
        return false;
    }));
    QVERIFY(other_->isOpen());
    // It had 2 s to see the close frame behind all that waited; later the line is simply gone.
    slow.tcp().setReadBufferSize(0);
    const int code = slow.readToClose();
    QVERIFY2(code == 4000 || code == 1006, qPrintable(QString::number(code)));
}

void TestCloseCodes::fullServerLetsNewcomersWait()
{
    TestServer small;
    small.config.connectionsTotal = 3;
    QVERIFY2(small.start(), qPrintable(small.error()));
    std::array<TestClient, 3> clients;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        QVERIFY(clients[i].connectTo(small.port()) && clients[i].hello(QStringLiteral("c%1").arg(i)));
    }
    // Whoever comes now waits for a place; nobody else notices.
    TestClient late;
    late.beginConnecting(small.port());
    QTest::qWait(200);
    QVERIFY(!late.isOpen());
    for (TestClient& client : clients) {
        QVERIFY(client.ask<protocol::Pong>(protocol::Ping{}));
    }
    clients[0].close();
    QCOMPARE(clients[0].closed(), 1000);
    QVERIFY(waitUntil([&] { return late.isOpen(); }));
    QVERIFY(late.hello(QStringLiteral("late")));
}

QTEST_GUILESS_MAIN(TestCloseCodes)
#include "tst_close_codes.moc"
