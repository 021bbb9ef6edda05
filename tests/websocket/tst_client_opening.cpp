// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "websocket/client_opening.h"

using namespace snug::websocket;

namespace {

// The example of RFC 6455, 1.3.
const OpeningRequest kRequest{"server.example.com", "/chat", "chat", "dGhlIHNhbXBsZSBub25jZQ=="};
const QByteArray kUpgrade = QByteArrayLiteral("Upgrade: websocket\r\nConnection: Upgrade\r\n");
const QByteArray kAccept = QByteArrayLiteral("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");

QByteArray answer(const QByteArray& fields)
{
    return "HTTP/1.1 101 Switching Protocols\r\n" + fields + "\r\n";
}

}  // namespace

// The request's bytes, and what of an answer's head is taken.
class TestClientOpening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asks();
    void takes_data();
    void takes();
    void refuses_data();
    void refuses();
    void namesTheStatus();
};

void TestClientOpening::asks()
{
    QCOMPARE(requestHead(kRequest), QByteArray("GET /chat HTTP/1.1\r\nHost: server.example.com\r\n"
                                               "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                               "Sec-WebSocket-Version: 13\r\n"
                                               "Sec-WebSocket-Protocol: chat\r\n\r\n"));
}

void TestClientOpening::takes_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("subprotocol");
    const QByteArray chat = "Sec-WebSocket-Protocol: chat\r\n";
    QTest::newRow("the example") << answer(kUpgrade + kAccept + chat) << QByteArray("chat");
    QTest::newRow("no subprotocol") << answer(kUpgrade + kAccept) << QByteArray();
    QTest::newRow("no white space") << answer(QByteArray(kUpgrade + kAccept + chat).replace(": ", ":"))
                                    << QByteArray("chat");
    QTest::newRow("much white space")
        << answer(QByteArray(kUpgrade + kAccept + chat).replace(": ", ": \t ")) << QByteArray("chat");
    QTest::newRow("lists") << answer("Upgrade: WEBSOCKET\r\nConnection: keep-alive , uPgrade\r\n" + kAccept)
                           << QByteArray();
    QTest::newRow("a list over two fields")
        << answer("Connection: keep-alive\r\n" + kUpgrade + kAccept) << QByteArray();
    QTest::newRow("no words behind the status") << "HTTP/1.1 101\r\n" + kUpgrade + kAccept + "\r\n"
                                                << QByteArray();
}

void TestClientOpening::takes()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, subprotocol);
    const auto checked = checkAnswer(head, kRequest);
    QVERIFY(checked.ok());
    QCOMPARE(*checked, subprotocol);
}

void TestClientOpening::refuses_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("nothing") << QByteArray("\r\n");
    QTest::newRow("another version") << "HTTP/2.0 101 x\r\n" + kUpgrade + kAccept + "\r\n";
    QTest::newRow("a long status") << "HTTP/1.1 1010 x\r\n" + kUpgrade + kAccept + "\r\n";
    QTest::newRow("no number") << "HTTP/1.1 abc x\r\n" + kUpgrade + kAccept + "\r\n";
    QTest::newRow("a line that is no field") << answer(kUpgrade + kAccept + "hello\r\n");
    QTest::newRow("a folded line") << answer(kUpgrade + " more: x\r\n" + kAccept);
    QTest::newRow("white space before the colon") << answer("Upgrade : websocket\r\n" + kUpgrade + kAccept);
    QTest::newRow("Upgrade twice") << answer("Upgrade: websocket\r\n" + kUpgrade + kAccept);
    QTest::newRow("accept twice") << answer(kUpgrade + kAccept + kAccept);
    QTest::newRow("accept in small letters") << answer(kUpgrade + kAccept.toLower());
    QTest::newRow("subprotocol twice") << answer(kUpgrade + kAccept +
                                                 "Sec-WebSocket-Protocol: chat\r\n"
                                                 "Sec-WebSocket-Protocol: chat\r\n");
    QTest::newRow("an empty extension") << answer(kUpgrade + kAccept + "Sec-WebSocket-Extensions:\r\n");
    QTest::newRow("a word in Connection that only looks like it")
        << answer("Upgrade: websocket\r\nConnection: upgrades\r\n" + kAccept);
}

void TestClientOpening::refuses()
{
    QFETCH(const QByteArray, head);
    const auto checked = checkAnswer(head, kRequest);
    QVERIFY(!checked.ok());
    QVERIFY(!checked.error().isEmpty());
}

void TestClientOpening::namesTheStatus()
{
    const auto checked = checkAnswer("HTTP/1.1 503 Service Unavailable\r\n\r\n", kRequest);
    QVERIFY(!checked.ok());
    QVERIFY(checked.error().contains(QStringLiteral("503")));
}

QTEST_GUILESS_MAIN(TestClientOpening)
#include "tst_client_opening.moc"
