// SPDX-License-Identifier: GPL-3.0-or-later
// Where a session goes when a server sends it on, and what it says when one sends it away.
#include <QTcpServer>
#include <QTest>

#include "client/chat_server.h"
#include "client/session_trace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using Phase = ConnectionPhase;

namespace {

constexpr auto kMoved = static_cast<quint16>(protocol::CloseCode::Moved);

quint16 portNobodyListensOn()
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    return gone.serverPort();
}

}  // namespace

class SessionRouteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        home_ = std::make_unique<ChatServer>();
        other_ = std::make_unique<ChatServer>();
        home_->start();
        other_->start();
        session_ = std::make_unique<Session>(sessionOptions(home_->address()));
        trace_ = std::make_unique<SessionTrace>(*session_);
    }

    void cleanup()
    {
        session_.reset();
        home_.reset();
        other_.reset();
    }

    void goesWhereItIsSent()
    {
        session_->start();
        QTRY_COMPARE(trace_->welcomes.size(), 1);
        int lost = 0;
        home_->ignore = [](const protocol::Command&) { return true; };
        session_->ask(protocol::Leave{QStringLiteral("den")}, this, [&lost](const auto& outcome) {
            QCOMPARE(outcome.error().kind, Failure::Kind::Lost);
            ++lost;
        });
        home_->closeAll(kMoved, other_->address());
        QTRY_COMPARE(trace_->welcomes.size(), 2);
        QCOMPARE(other_->connections(), 1);
        QCOMPARE(lost, 1);
        QVERIFY(!trace_->phases.contains(Phase::Waiting));
        QCOMPARE(session_->address(), addressOf(home_->address()));
        other_->dropAll();  // there again, because it was welcome there
        QTRY_COMPARE(trace_->welcomes.size(), 3);
        QCOMPARE(other_->connections(), 1);
    }

    void isSentOnBeforeAnyWelcome()
    {
        home_->moveTo = other_->address();
        session_->start();
        QTRY_VERIFY(session_->isOnline());
        QCOMPARE(other_->connections(), 1);
        QVERIFY(!trace_->phases.contains(Phase::Waiting));
        session_->stop();
        home_->moveTo.clear();
        session_->start();  // anew, from where the person said
        QTRY_VERIFY(session_->isOnline());
        QCOMPARE(home_->connections(), 1);
    }

    void goesHomeWhenNobodyIsThere()
    {
        session_->start();
        QTRY_COMPARE(trace_->welcomes.size(), 1);
        home_->closeAll(kMoved, QStringLiteral("127.0.0.1:%1").arg(portNobodyListensOn()));
        QTRY_COMPARE(trace_->welcomes.size(), 2);
        QCOMPARE(home_->connections(), 1);
        QVERIFY(trace_->phases.contains(Phase::Waiting));
    }

    void toAndFroEndsAtHome()
    {
        home_->moveTo = other_->address();
        other_->moveTo = home_->address();
        session_->start();
        QTRY_VERIFY(trace_->phases.count(Phase::Waiting) >= 2);
        const auto first = trace_->phases.indexOf(Phase::Waiting);
        QCOMPARE(trace_->phases.first(first).count(Phase::Connecting), 1 + Route::kMostMoves);
        QVERIFY(!trace_->reasons.first().contains(u"127.0.0.1"));
        home_->moveTo.clear();
        other_->moveTo.clear();
        QTRY_VERIFY(session_->isOnline());
        QCOMPARE(home_->connections(), 1);
    }

    void whatIsNoAddressIsAnOrdinaryDrop_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::newRow("none") << QString();
        QTest::newRow("sentence") << QStringLiteral("see you");
        QTest::newRow("word") << QStringLiteral("elsewhere");
        QTest::newRow("scheme") << QStringLiteral("ws://127.0.0.1:1");
        QTest::newRow("path") << QStringLiteral("127.0.0.1:1/x");
        QTest::newRow("port") << QStringLiteral("127.0.0.1:65536");
    }

    void whatIsNoAddressIsAnOrdinaryDrop()
    {
        QFETCH(QString, reason);
        session_->start();
        QTRY_COMPARE(trace_->welcomes.size(), 1);
        home_->closeAll(kMoved, reason);
        QTRY_COMPARE(trace_->welcomes.size(), 2);
        QCOMPARE(trace_->phases.count(Phase::Waiting), 1);
        QCOMPARE(home_->connections(), 1);
    }

    void theSchemeStays()
    {
        const auto secure = addressOf(QStringLiteral("wss://chat.example:4777"));
        QCOMPARE(secure.sibling(QStringLiteral("other.example:80"))->text(),
                 QStringLiteral("wss://other.example:80"));
        QCOMPARE(secure.sibling(QStringLiteral("[::1]:80"))->text(), QStringLiteral("wss://[::1]:80"));
        QVERIFY(!secure.sibling(QStringLiteral("ws://other.example:80")));
        QVERIFY(!addressOf(QStringLiteral("here")).sibling(QStringLiteral("other:80"))->isSecure());
    }

    void whoIsSentAwayIsToldWhy_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("kicked") << 4103 << QStringLiteral("Enough now.")
                                << QStringLiteral("You were sent away: Enough now.");
        QTest::newRow("kicked, no reason") << 4103 << QString() << QStringLiteral("You were sent away.");
        QTest::newRow("banned") << 4104 << QStringLiteral("Spam.")
                                << QStringLiteral("You are kept out of this server: Spam.");
    }

    void whoIsSentAwayIsToldWhy()
    {
        QFETCH(int, code);
        QFETCH(QString, reason);
        QFETCH(QString, sentence);
        session_->start();
        QTRY_VERIFY(session_->isOnline());
        home_->closeAll(static_cast<quint16>(code), reason);
        QTRY_COMPARE(session_->state().phase, Phase::Stopped);
        QCOMPARE(session_->state().reason, sentence);
        QCOMPARE(session_->state().closeCode, code);
    }

    void fullIsTriedAgain()
    {
        session_->start();
        QTRY_COMPARE(trace_->welcomes.size(), 1);
        home_->closeAll(static_cast<quint16>(protocol::CloseCode::Full));
        QTRY_COMPARE(trace_->welcomes.size(), 2);
        QVERIFY(trace_->reasons.first().contains(u"full"));
    }

private:
    std::unique_ptr<ChatServer> home_;
    std::unique_ptr<ChatServer> other_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<SessionTrace> trace_;
};

QTEST_GUILESS_MAIN(SessionRouteTest)
#include "tst_session_route.moc"
