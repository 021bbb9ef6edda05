// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "client/chat_server.h"
#include "client/session_trace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using namespace std::chrono_literals;
using Phase = ConnectionPhase;

class SessionRequestsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsTimeOutAndUnknownFramesAreSkipped()
    {
        ChatServer server;
        server.start();
        auto options = sessionOptions(server.address());
        options.timing.request = 50ms;
        options.timing.ping = 1h;
        Session session(options);
        std::optional<Failure> failure;
        session.ask(protocol::Ping{}, this,
                    [&failure](const Outcome<protocol::Pong>& outcome) { failure = outcome.error(); });
        QVERIFY(!failure.has_value());  // later, never within ask()
        QTRY_VERIFY(failure.has_value());
        QCOMPARE(failure->kind, Failure::Kind::NotOnline);
        session.start();
        QTRY_VERIFY(session.isOnline());
        server.sendRaw(QStringLiteral("{\"type\":\"newfangled\"}"));
        server.sendRaw(QStringLiteral("not json"));
        server.sendRaw(QStringLiteral("{\"re\":12345,\"type\":\"ok\"}"));
        server.ignore = [](const protocol::Command&) { return true; };
        failure.reset();
        session.ask(protocol::ListRooms{}, this,
                    [&failure](const Outcome<protocol::RoomPage>& outcome) { failure = outcome.error(); });
        QTRY_VERIFY(failure.has_value());
        QCOMPARE(failure->kind, Failure::Kind::TimedOut);
        QVERIFY(session.isOnline());
    }

    void requestsAreBounded()
    {
        ChatServer server;
        server.start();
        auto options = sessionOptions(server.address());
        options.timing.ping = 1h;
        Session session(options);
        session.start();
        QTRY_VERIFY(session.isOnline());
        server.ignore = [](const protocol::Command&) { return true; };
        int refused = 0;
        int lost = 0;
        QObject gone;
        for (int i = 0; i < Requests::kMost + 10; ++i) {
            session.ask(protocol::ListRooms{}, this, [&](const Outcome<protocol::RoomPage>& outcome) {
                ++(outcome.error().kind == Failure::Kind::TooMany ? refused : lost);
            });
        }
        QTRY_VERIFY(refused >= 10);  // 11 while the first ping is still under way
        session.stop();
        QCOMPARE(lost + refused, Requests::kMost + 10);
        QVERIFY(lost <= Requests::kMost);
    }

    void completionIsNotCalledForSomebodyGone()
    {
        ChatServer server;
        server.start();
        Session session(sessionOptions(server.address()));
        session.start();
        QTRY_VERIFY(session.isOnline());
        auto context = std::make_unique<QObject>();
        bool called = false;
        session.ask(protocol::ListRooms{}, context.get(),
                    [&called](const Outcome<protocol::RoomPage>&) { called = true; });
        context.reset();
        bool after = false;
        session.ask(protocol::ListRooms{}, this,
                    [&after](const Outcome<protocol::RoomPage>&) { after = true; });
        QTRY_VERIFY(after);
        QVERIFY(!called);
    }

    void silentServerIsLeft()
    {
        ChatServer server;
        server.limits.idle = 0s;  // any silence longer than a tick
        server.start();
        Session session(sessionOptions(server.address()));
        SessionTrace trace(session);
        server.ignore = [](const protocol::Command& command) {
            return !std::holds_alternative<protocol::Hello>(command);
        };
        session.start();
        QTRY_VERIFY(trace.welcomes.size() >= 2);
        QVERIFY(trace.phases.contains(Phase::Waiting));
    }

    void destroyedInEveryPhase()
    {
        ChatServer server;
        server.start();
        for (const Phase last : {Phase::Connecting, Phase::Greeting, Phase::Online, Phase::Waiting}) {
            auto session = std::make_unique<Session>(sessionOptions(server.address()));
            SessionTrace trace(*session);
            session->start();
            if (last == Phase::Waiting) {
                QTRY_VERIFY(session->isOnline());
                server.dropAll();
            }
            QTRY_VERIFY(trace.phases.contains(last));
            session.reset();
            QTRY_COMPARE(server.connections(), 0);
        }
    }
};

QTEST_GUILESS_MAIN(SessionRequestsTest)
#include "tst_session_requests.moc"
