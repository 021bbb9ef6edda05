// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "client/chat_server.h"
#include "client/session_trace.h"
#include "websocket/test_tls.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using Phase = ConnectionPhase;

namespace {

// A session with `address` stops for good, and says why.
void stopsForDistrust(const QString& address)
{
    Session session(sessionOptions(address));
    SessionTrace trace(session);
    session.start();
    QTRY_COMPARE(session.state().phase, Phase::Stopped);
    QCOMPARE(trace.phases, (QVector<Phase>{Phase::Connecting, Phase::Stopped}));
    QCOMPARE(session.state().closeCode, Wire::kDistrusted);
    const QString reason = session.state().reason;
    QVERIFY2(reason.startsWith(u"The server's certificate is not trusted: ") && reason.endsWith(u'.'),
             qPrintable(reason));
}

}  // namespace

class SessionTlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { usual_ = QSslConfiguration::defaultConfiguration(); }
    void cleanup() { QSslConfiguration::setDefaultConfiguration(usual_); }

    void comesInAndComesBack()
    {
        websocket::test::trustTestCertificate();
        ChatServer server;
        server.tls = websocket::test::serverTls();
        server.start();
        Session session(sessionOptions(server.address()));
        SessionTrace trace(session);
        session.start();
        QTRY_COMPARE(session.state().phase, Phase::Online);
        server.dropAll();
        QTRY_COMPARE(trace.welcomes.size(), 2);
        QVERIFY(trace.welcomes.at(1).resumed);
        session.stop();
        QTRY_COMPARE(server.connections(), 0);
    }

    void unknownCertificateStops()
    {
        ChatServer server;
        server.tls = websocket::test::serverTls();
        server.start();
        stopsForDistrust(server.address());
        QVERIFY(server.heard.isEmpty());
    }

    void certificateOfAnotherHostStops()
    {
        websocket::test::trustTestCertificate();
        QSslServer server;
        server.setSslConfiguration(websocket::test::serverTls());
        QVERIFY(server.listen(QHostAddress(QStringLiteral("127.0.0.2"))));
        stopsForDistrust(QStringLiteral("wss://127.0.0.2:%1").arg(server.serverPort()));
    }

    // Whatever else goes wrong with TLS may be better the next time.
    void serverWithoutTlsIsTriedAgain()
    {
        websocket::test::trustTestCertificate();
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
            QTcpSocket* socket = plain.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket,
                    [socket] { socket->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        });
        Session session(sessionOptions(QStringLiteral("wss://127.0.0.1:%1").arg(plain.serverPort())));
        SessionTrace trace(session);
        session.start();
        QTRY_VERIFY(trace.phases.count(Phase::Waiting) >= 2);
        QVERIFY(!trace.phases.contains(Phase::Greeting) && !trace.phases.contains(Phase::Stopped));
        QVERIFY(!trace.reasons.contains(QString()));
    }

private:
    QSslConfiguration usual_;
};

QTEST_GUILESS_MAIN(SessionTlsTest)
#include "tst_session_tls.moc"
