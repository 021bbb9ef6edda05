// SPDX-License-Identifier: GPL-3.0-or-later
// What the client does about drops, holes and lost answers, on real WebSockets.
#include <QSignalSpy>

#include "client/state_codec.h"
#include "client/workspace_fixture.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;

class WorkspaceResumeTest : public WorkspaceFixture {
    Q_OBJECT

private Q_SLOTS:
    void dropIsRecoveredExactly()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        joinLive(ada, kDen);
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("before"));
        QTRY_COMPARE(ada.room().timeline().entries().size(), 1);
        server_->stop();
        QTRY_COMPARE(ada.workspace.session().state().phase, ConnectionPhase::Waiting);
        for (int i = 0; i < 14; ++i) {
            server_->say(i % 2 == 0 ? kLobby : kDen, QStringLiteral("bob"), QString::number(i));
        }
        server_->start();
        QTRY_COMPARE(ada.reports.size(), 1);
        QCOMPARE(ada.reports.first(), (RecoveryReport{2, 14, {}, {}}));
        QCOMPARE(textsOf(ada.room()), textsOf(server_->room(kLobby)));
        QCOMPARE(textsOf(ada.room(kDen)), textsOf(server_->room(kDen)));
        QCOMPARE(ada.room(kDen).unread().count(), 7);
        QVERIFY(!ada.workspace.statistics().samples().empty());
        QTRY_COMPARE(ada.workspace.statistics().samples().back().reconnects, 1);
    }

    void tooMuchMissedIsToldAndCanBePaged()
    {
        server_->limits.resumeEvents = 10;
        server_->limits.historyPage = 20;
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("before"));
        QTRY_COMPARE(ada.room().timeline().entries().size(), 1);
        server_->dropAll();
        for (int i = 0; i < 50; ++i) {
            server_->say(kLobby, QStringLiteral("bob"), QString::number(i));
        }
        QTRY_COMPARE(ada.reports.size(), 1);
        QCOMPARE(ada.reports.first().gaps, QStringList{kLobby});
        QVERIFY(ada.room().timeline().hasGap());
        QCOMPARE(ada.room().timeline().entries().size(), 21);
        QSignalSpy finished(&ada.workspace, &Workspace::olderFinished);
        for (int i = 1; i <= 2; ++i) {
            ada.workspace.loadOlder(kLobby);
            ada.workspace.loadOlder(kLobby);  // once is enough
            QTRY_COMPARE(finished.count(), i);
        }
        QVERIFY(!ada.room().timeline().hasGap());
        QCOMPARE(textsOf(ada.room()), textsOf(server_->room(kLobby)));
        QCOMPARE(finished.last().at(1).toBool(), false);
    }

    void lostPushIsNoticedAndFetched()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        server_->losePush = [](const protocol::LogEntry& entry) { return entry.seq % 3 == 1; };
        for (int i = 0; i < 12; ++i) {
            server_->say(kLobby, QStringLiteral("bob"), QString::number(i));
        }
        server_->losePush = {};
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("last"));
        QTRY_COMPARE(textsOf(ada.room()), textsOf(server_->room(kLobby)));
        QTRY_VERIFY(ada.isLive(kLobby));
        // The same pushes again change nothing.
        for (const protocol::LogEntry& entry : server_->room(kLobby).entries) {
            server_->pushAll(protocol::Logged{entry});
        }
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("more"));
        QTRY_COMPARE(textsOf(ada.room()), textsOf(server_->room(kLobby)));
    }

    void answerBeforePushAndPushBeforeAnswer()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        for (const bool replyFirst : {true, false}) {
            server_->replyBeforePush = replyFirst;
            for (int i = 0; i < 5; ++i) {
                QVERIFY(ada.workspace.send(kLobby, QString::number(i)).ok());
            }
            QTRY_VERIFY(ada.room().pending().isEmpty() && ada.workspace.outbox().messages().isEmpty());
            QTRY_COMPARE(textsOf(ada.room()), textsOf(server_->room(kLobby)));
        }
        QCOMPARE(server_->room(kLobby).entries.size(), 10);
    }

    void dropBeforeTheAnswerSaysNothingTwice()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        int drops = 4;
        server_->loseReply = [&drops](const protocol::Command& command) {
            return is<protocol::Send>(command) && drops-- > 0;
        };
        QStringList said;
        for (int i = 0; i < 6; ++i) {
            said.append(QString::number(i));
            QVERIFY(ada.workspace.send(kLobby, said.last()).ok());
        }
        QTRY_COMPARE(textsOf(ada.room()), said);
        QTRY_VERIFY(ada.workspace.outbox().messages().isEmpty());
        QCOMPARE(textsOf(server_->room(kLobby)), said);
        QVERIFY(ada.room().pending().isEmpty());
    }

    void forgottenSessionIsSomebodyNew()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("as before")).ok());
        QTRY_VERIFY(ada.workspace.outbox().messages().isEmpty());
        const QString before = ada.workspace.self().person.user;
        QSignalSpy identity(&ada.workspace, &Workspace::identityChanged);
        server_->loseReply = [](const protocol::Command& command) { return is<protocol::Send>(command); };
        // Stored as the one, its answer lost; then the server takes us for another.
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("once")).ok());
        QTRY_COMPARE(server_->room(kLobby).entries.size(), 2);
        server_->forgetSessions();
        server_->loseReply = {};
        QTRY_COMPARE(identity.count(), 1);
        QVERIFY(ada.workspace.self().person.user != before);
        QTRY_VERIFY(ada.workspace.outbox().messages().isEmpty());
        QTRY_VERIFY(ada.isLive(kLobby));
        QCOMPARE(server_->room(kLobby).entries.size(), 2);
        QVERIFY(ada.room().self().owns(ada.room().timeline().entries().first()));
        QCOMPARE(ada.room().unread().count(), 0);
    }

    void lostLogIsAGapForGood()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("old"));
        QTRY_COMPARE(ada.room().timeline().entries().size(), 1);
        server_->dropAll();
        server_->room(kLobby) = {};
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("new"));
        QTRY_COMPARE(textsOf(ada.room()), (QStringList{QStringLiteral("old"), QStringLiteral("new")}));
        QVERIFY(ada.room().timeline().gapIsForGood());
        QTRY_COMPARE(ada.reports.size(), 1);
    }

    void aLogBegunAnewIsJoinedAnew()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("old"));
        QTRY_COMPARE(ada.room().timeline().entries().size(), 1);
        server_->room(kLobby) = {};
        const QString epoch = server_->room(kLobby).epoch;
        server_->pushAll(protocol::LogReset{kLobby, {epoch, 0}});
        QTRY_VERIFY(ada.room().timeline().gapIsForGood());
        QTRY_VERIFY(ada.isLive(kLobby));
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("new"));
        QTRY_COMPARE(textsOf(ada.room()), (QStringList{QStringLiteral("old"), QStringLiteral("new")}));
        QCOMPARE(server_->connections(), 1);
    }

    void whatWasClearedIsSeenNoMore()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("old"));
        QTRY_COMPARE(ada.room().timeline().entries().size(), 1);
        server_->room(kLobby) = {};
        server_->pushAll(protocol::LogReset{kLobby, {server_->room(kLobby).epoch, 0}, true});
        QTRY_VERIFY(ada.room().timeline().entries().isEmpty());
        QTRY_VERIFY(ada.isLive(kLobby));
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("new"));
        QTRY_COMPARE(textsOf(ada.room()), (QStringList{QStringLiteral("new")}));
        QVERIFY(!ada.room().timeline().hasGap());
    }

    void statusIsToldAgainAfterADrop()
    {
        ProgramRun ada(server_->address(), folder_->path());
        QTRY_VERIFY(ada.workspace.session().isOnline());
        ada.workspace.setStatus(protocol::PresenceState::Away);
        QTRY_COMPARE(server_->count<protocol::SetStatus>(), 1);
        server_->dropAll();
        QTRY_COMPARE(server_->count<protocol::SetStatus>(), 2);
    }
};

QTEST_GUILESS_MAIN(WorkspaceResumeTest)
#include "tst_workspace_resume.moc"
