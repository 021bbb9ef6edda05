// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "client/chat_server.h"
#include "client/session_trace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using namespace std::chrono_literals;
using Phase = ConnectionPhase;

class SessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connectsAndSaysHello()
    {
        ChatServer server;
        server.start();
        Session session(sessionOptions(server.address()));
        SessionTrace trace(session);
        QCOMPARE(session.state().phase, Phase::Offline);
        session.start();
        QTRY_COMPARE(session.state().phase, Phase::Online);
        QCOMPARE(trace.phases, (QVector<Phase>{Phase::Connecting, Phase::Greeting, Phase::Online}));
        QCOMPARE(trace.welcomes.size(), 1);
        QCOMPARE(trace.welcomes.first().you.nick, QStringLiteral("ada"));
        QSignalSpy measured(&session, &Session::roundTrip);
        QTRY_VERIFY(measured.count() >= 2);
        session.stop();
        QCOMPARE(session.state().phase, Phase::Offline);
        QTRY_COMPARE(server.connections(), 0);
    }

    void handshakeThatNeverAnswers()
    {
        QTcpServer mute;  // takes connections and says nothing
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        auto options = sessionOptions(QStringLiteral("127.0.0.1:%1").arg(mute.serverPort()));
        options.timing.handshake = 50ms;
        Session session(options);
        SessionTrace trace(session);
        session.start();
        QTRY_VERIFY(trace.phases.count(Phase::Waiting) >= 2);
        QVERIFY(!trace.reasons.contains(QString()));
        QVERIFY(!trace.phases.contains(Phase::Greeting));
    }

    void refusedHandshake()
    {
        QTcpServer web;
        QVERIFY(web.listen(QHostAddress::LocalHost));
        connect(&web, &QTcpServer::newConnection, &web, [&web] {
            QTcpSocket* socket = web.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket,
                    [socket] { socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"); });
        });
        Session session(sessionOptions(QStringLiteral("127.0.0.1:%1").arg(web.serverPort())));
        SessionTrace trace(session);
        session.start();
        QTRY_VERIFY(trace.phases.count(Phase::Waiting) >= 2);
        QVERIFY(trace.reasons.first().contains(u"403"));
    }

    void nobodyListens()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        Session session(sessionOptions(QStringLiteral("127.0.0.1:%1").arg(port)));
        QVector<std::chrono::milliseconds> waits;
        connect(&session, &Session::stateChanged, this, [&waits](const ConnectionState& state) {
            if (state.phase == Phase::Waiting) {
                waits.append(
                    std::chrono::ceil<std::chrono::milliseconds>(state.retryAt - base::Now::read().steady));
                QVERIFY(!state.reason.isEmpty());
            }
        });
        session.start();
        QTRY_VERIFY(waits.size() >= 4);
        // least 10, most 50, the lot always in the middle: 15, 25, 30, 30.
        QVERIFY(waits.at(0) <= 15ms && waits.at(1) <= 25ms && waits.at(3) <= 30ms);
        QVERIFY(waits.at(1) > waits.at(0) && waits.at(3) >= waits.at(1));
    }

    void connectNowEndsTheWait()
    {
        ChatServer server;
        server.start();
        auto options = sessionOptions(server.address());
        options.timing.reconnect = {10min, 10min};
        Session session(options);
        session.start();
        QTRY_COMPARE(session.state().phase, Phase::Online);
        server.dropAll();
        QTRY_COMPARE(session.state().phase, Phase::Waiting);
        session.connectNow();
        QTRY_COMPARE(session.state().phase, Phase::Online);
        QCOMPARE(session.traffic().connects, 2);
    }

    void dropInTheMiddleIsTheSamePersonAgain()
    {
        ChatServer server;
        server.start();
        Session session(sessionOptions(server.address()));
        SessionTrace trace(session);
        session.start();
        QTRY_COMPARE(trace.welcomes.size(), 1);
        int lost = 0;
        server.ignore = [](const protocol::Command& command) {
            return std::holds_alternative<protocol::History>(command);
        };
        session.ask(protocol::History{QStringLiteral("lobby"), {}, 10}, this,
                    [&lost](const Outcome<protocol::HistoryPage>& outcome) {
                        QVERIFY(!outcome.ok());
                        QCOMPARE(outcome.error().kind, Failure::Kind::Lost);
                        QVERIFY(outcome.error().temporary());
                        ++lost;
                    });
        QTRY_COMPARE(server.count<protocol::History>(), 1);
        server.dropAll();
        QTRY_COMPARE(trace.welcomes.size(), 2);
        QCOMPARE(lost, 1);
        QVERIFY(trace.welcomes.at(1).resumed);
        QCOMPARE(trace.welcomes.at(1).you, trace.welcomes.at(0).you);
    }

    void closeCodesAreObeyed_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("comesBack");
        QTest::newRow("going away") << 1001 << true;
        QTest::newRow("slow reader") << 4000 << true;
        QTest::newRow("overloaded") << 4003 << true;
        QTest::newRow("normal") << 1000 << false;
        QTest::newRow("replaced") << 4100 << false;
        QTest::newRow("too many errors") << 4102 << false;
    }

    void closeCodesAreObeyed()
    {
        QFETCH(int, code);
        QFETCH(bool, comesBack);
        ChatServer server;
        server.start();
        Session session(sessionOptions(server.address()));
        SessionTrace trace(session);
        session.start();
        QTRY_COMPARE(trace.welcomes.size(), 1);
        server.closeAll(static_cast<quint16>(code));
        if (comesBack) {
            QTRY_COMPARE(trace.welcomes.size(), 2);
            return;
        }
        QTRY_COMPARE(session.state().phase, Phase::Stopped);
        QCOMPARE(session.state().closeCode, code);
        QVERIFY(!session.state().reason.isEmpty());
        session.start();  // the person may
        QTRY_COMPARE(trace.welcomes.size(), 2);
    }

    void refusedHelloStops()
    {
        ChatServer server;
        server.start();
        bool taken = true;
        server.refuse = [&taken](const protocol::Command& command) -> std::optional<protocol::Error> {
            if (taken && std::holds_alternative<protocol::Hello>(command)) {
                return protocol::makeError(protocol::ErrorCode::NickTaken);
            }
            return std::nullopt;
        };
        Session session(sessionOptions(server.address()));
        session.start();
        QTRY_COMPARE(session.state().phase, Phase::Stopped);
        QVERIFY(session.state().error.has_value());
        QCOMPARE(session.state().error->code, protocol::ErrorCode::NickTaken);
        taken = false;
        session.setNick(QStringLiteral("ada2"));
        session.start();
        QTRY_VERIFY(session.isOnline());
        QCOMPARE(session.nick(), QStringLiteral("ada2"));
    }

    void helloRefusedForAWhileIsTriedAgain()
    {
        ChatServer server;
        server.start();
        int refusals = 3;
        server.refuse = [&refusals](const protocol::Command&) -> std::optional<protocol::Error> {
            return refusals-- > 0 ? std::optional(protocol::makeError(protocol::ErrorCode::StoreUnavailable))
                                  : std::nullopt;
        };
        Session session(sessionOptions(server.address()));
        session.start();
        QTRY_VERIFY(session.isOnline());
        QVERIFY(server.count<protocol::Hello>() >= 4);
    }

    void helloWithoutAnswerIsGivenUp()
    {
        ChatServer server;
        server.start();
        server.ignore = [](const protocol::Command&) { return true; };
        auto options = sessionOptions(server.address());
        options.timing.hello = 30ms;
        Session session(options);
        SessionTrace trace(session);
        session.start();
        QTRY_VERIFY(trace.phases.count(Phase::Waiting) >= 2);
        server.ignore = {};
        QTRY_VERIFY(session.isOnline());
    }

    void anotherKindOfServerStops()
    {
        ChatServer server;
        server.supportsProtocol = false;
        server.start();
        Session session(sessionOptions(server.address()));
        session.start();
        QTRY_COMPARE(session.state().phase, Phase::Stopped);
        QVERIFY(session.state().reason.contains(u"Snug"));
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
