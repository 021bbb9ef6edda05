// SPDX-License-Identifier: GPL-3.0-or-later
// A person on a server: the whole client on real WebSockets.
#include <QSignalSpy>

#include "client/state_codec.h"
#include "client/workspace_fixture.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using protocol::ErrorCode;

class WorkspaceTest : public WorkspaceFixture {
    Q_OBJECT

private Q_SLOTS:
    void twoPeopleTalk()
    {
        ProgramRun ada(server_->address(), folder_->filePath(QStringLiteral("ada")));
        ProgramRun bob(server_->address(), folder_->filePath(QStringLiteral("bob")), QStringLiteral("bob"));
        joinLive(ada, QStringLiteral("  Lobby "));
        joinLive(bob, kLobby);
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("hi ")).ok());
        QCOMPARE(ada.room().pending().size(), 1);
        QTRY_COMPARE(textsOf(bob.room()), QStringList{QStringLiteral("hi")});
        QTRY_VERIFY(ada.room().pending().isEmpty());
        QCOMPARE(textsOf(ada.room()), QStringList{QStringLiteral("hi")});
        QCOMPARE(bob.room().unread().count(), 1);
        QCOMPARE(ada.room().unread().count(), 0);
        ada.workspace.setTopic(kLobby, QStringLiteral("tea"));
        QTRY_COMPARE(bob.room().topic(), QStringLiteral("tea"));
        QVERIFY(ada.workspace.statistics().measured() > 0);
        QTRY_VERIFY(!ada.workspace.statistics().samples().empty());
    }

    void badTextAndBadRoomsAreRefusedHere()
    {
        ProgramRun ada(server_->address(), folder_->path());
        QSignalSpy failed(&ada.workspace, &Workspace::joinFailed);
        ada.workspace.join(QStringLiteral("<b>"));
        QCOMPARE(failed.count(), 1);
        QCOMPARE(ada.workspace.send(kLobby, QStringLiteral("x")).error().code, ErrorCode::NotMember);
        joinLive(ada, kLobby);
        QCOMPARE(ada.workspace.send(kLobby, QStringLiteral("  ")).error().code, ErrorCode::Empty);
        QCOMPARE(ada.workspace.send(kLobby, QString(4001, u'x')).error().code, ErrorCode::TooLong);
    }

    void refusalsOfMessages()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        ErrorCode code = ErrorCode::TooLong;
        int refusals = 1;
        server_->refuse = [&](const protocol::Command& command) -> std::optional<protocol::Error> {
            if (is<protocol::Send>(command) && refusals-- > 0) {
                return protocol::makeError(code);
            }
            return std::nullopt;
        };
        const QString bad = *ada.workspace.send(kLobby, QStringLiteral("bad"));
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("good")).ok());
        QTRY_COMPARE(textsOf(ada.room()), QStringList{QStringLiteral("good")});
        QCOMPARE(ada.room().pending().size(), 1);
        QCOMPARE(ada.room().pending().first().state, OutgoingState::Failed);
        ada.workspace.retry(bad);
        QTRY_VERIFY(ada.room().pending().isEmpty());
        code = ErrorCode::RateLimited;
        refusals = 3;
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("patient")).ok());
        QTRY_VERIFY(ada.room().pending().isEmpty());
        QCOMPARE(textsOf(ada.room()).last(), QStringLiteral("patient"));
        code = ErrorCode::Empty;
        refusals = 1;
        const QString gone = *ada.workspace.send(kLobby, QStringLiteral("x"));
        QTRY_COMPARE(ada.room().pending().size(), 1);
        QTRY_COMPARE(ada.room().pending().first().state, OutgoingState::Failed);
        ada.workspace.discard(gone);
        QVERIFY(ada.room().pending().isEmpty());
    }

    void joinsRefused()
    {
        ProgramRun ada(server_->address(), folder_->path());
        QTRY_VERIFY(ada.workspace.session().isOnline());
        ErrorCode code = ErrorCode::NoSuchRoom;
        int refusals = 1;
        server_->refuse = [&](const protocol::Command& command) -> std::optional<protocol::Error> {
            if (is<protocol::Join>(command) && refusals-- > 0) {
                return protocol::makeError(code);
            }
            return std::nullopt;
        };
        QSignalSpy failed(&ada.workspace, &Workspace::joinFailed);
        ada.workspace.join(kDen);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(ada.workspace.room(kDen) == nullptr);
        code = ErrorCode::Overloaded;
        refusals = 3;
        joinLive(ada, kDen);
        // A room that one was in and is no more let into stays, and says why.
        code = ErrorCode::NoSuchRoom;
        refusals = 1;
        joinLive(ada, kLobby);
        QCOMPARE(failed.count(), 2);
        refusals = 1;
        server_->dropAll();
        QTRY_COMPARE(ada.reports.size(), 1);
        QCOMPARE(ada.reports.first().lost.size(), 1);
        QVERIFY(ada.workspace.room(ada.reports.first().lost.first())->refusal().has_value());
    }

    void createsAndLeaves()
    {
        ProgramRun ada(server_->address(), folder_->path());
        QTRY_VERIFY(ada.workspace.session().isOnline());
        ada.workspace.create(kDen, QStringLiteral("quiet"), false);
        QTRY_VERIFY(ada.isLive(kDen));
        QCOMPARE(ada.room(kDen).topic(), QStringLiteral("quiet"));
        QVERIFY(!ada.room(kDen).keep());
        QSignalSpy failed(&ada.workspace, &Workspace::createFailed);
        ada.workspace.create(kDen, {}, true);
        QTRY_COMPARE(failed.count(), 1);
        QSignalSpy removed(&ada.workspace, &Workspace::roomRemoved);
        ada.workspace.leave(kDen);
        QCOMPARE(removed.count(), 1);
        QVERIFY(ada.workspace.room(kDen) == nullptr);
        QTRY_COMPARE(server_->count<protocol::Leave>(), 1);
        // Left without a connection: told when there is one.
        joinLive(ada, kLobby);
        server_->stop();
        QTRY_VERIFY(!ada.workspace.session().isOnline());
        ada.workspace.leave(kLobby);
        server_->start();
        QTRY_COMPARE(server_->count<protocol::Leave>(), 2);
        QVERIFY(ada.workspace.roomNames().isEmpty());
    }

    void typingIsToldSparinglyAndLapses()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        for (int i = 0; i < 50; ++i) {
            ada.workspace.typing(kLobby, true);
        }
        ada.workspace.typing(kLobby, false);
        QTRY_COMPARE(server_->count<protocol::Typing>(), 2);
        server_->pushAll(
            protocol::TypingChange{kLobby, {QStringLiteral("u_bob"), QStringLiteral("bob")}, true});
        QTRY_COMPARE(ada.room().people().typingNicks(), QStringList{QStringLiteral("bob")});
        server_->pushAll(
            protocol::TypingChange{kLobby, {QStringLiteral("u_bob"), QStringLiteral("bob")}, false});
        QTRY_VERIFY(ada.room().people().typingNicks().isEmpty());
        server_->pushAll(protocol::TypingChange{kLobby, ada.workspace.self().person, true});
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("x"));
        QTRY_COMPARE(ada.room().timeline().entries().size(), 1);
        QVERIFY(ada.room().people().typingNicks().isEmpty());
    }

    void bigRoomIsPaged()
    {
        server_->limits.membersPage = 50;
        auto& lobby = server_->room(kLobby);
        for (int i = 0; i < 180; ++i) {
            const QString user = QStringLiteral("u%1x").arg(i);
            lobby.others.append({{user, user}, protocol::PresenceState::Active});
        }
        lobby.summarised = true;
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        QCOMPARE(ada.room().people().count(), 181);
        QVERIFY(!ada.room().people().complete());
        for (int i = 0; i < 10 && !ada.room().people().complete(); ++i) {
            const int asked = server_->count<protocol::ListPresence>();
            ada.workspace.loadPeople(kLobby);
            QTRY_COMPARE(server_->count<protocol::ListPresence>(), asked + 1);
            QTest::qWait(20);
        }
        QVERIFY(ada.room().people().complete());
        ada.workspace.typing(kLobby, true);  // nobody would be told
        QTest::qWait(20);
        QCOMPARE(server_->count<protocol::Typing>(), 0);
    }

    void directoryFollowsTheServer()
    {
        server_->room(kLobby).topic = QStringLiteral("tea");
        ProgramRun ada(server_->address(), folder_->path());
        QTRY_VERIFY(ada.workspace.directory().find(kLobby) != nullptr);
        server_->pushAll(protocol::RoomChange{{kDen, {}, true, 0, 3}, false});
        QTRY_VERIFY(ada.workspace.directory().find(kDen) != nullptr);
        QCOMPARE(ada.workspace.directory().find(kDen)->members, 3);
        server_->pushAll(protocol::RoomChange{{kLobby, {}, true, 0, 0}, true});
        QTRY_VERIFY(ada.workspace.directory().find(kLobby) == nullptr);
        server_->dropAll();  // a room that went while we were away
        QTRY_VERIFY(ada.workspace.directory().find(kDen) == nullptr);
        QTRY_VERIFY(ada.workspace.directory().find(kLobby) != nullptr);
    }

    void whatAdministratorsDoIsSeen()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        QSignalSpy notices(&ada.workspace, &Workspace::noticeReceived);
        server_->pushAll(protocol::Notice{QStringLiteral("root"), QStringLiteral("We close at ten.")});
        QTRY_COMPARE(notices.count(), 1);
        QCOMPARE(notices.first(), (QVariantList{QStringLiteral("root"), QStringLiteral("We close at ten.")}));
        server_->refuse = [](const protocol::Command& command) -> std::optional<protocol::Error> {
            return is<protocol::Send>(command)
                       ? std::optional(protocol::makeError(ErrorCode::Muted, QStringLiteral("You shouted.")))
                       : std::nullopt;
        };
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("HI")).ok());
        QTRY_COMPARE(ada.room().pending().first().state, OutgoingState::Failed);
        QCOMPARE(ada.room().pending().first().error->message, QStringLiteral("You shouted."));
        QVERIFY(!ada.workspace.administration().mayAdminister());
    }

    void aRoomThatIsDeletedIsLeft()
    {
        {
            ProgramRun ada(server_->address(), folder_->path());
            joinLive(ada, kLobby);
            joinLive(ada, kDen);
            ada.workspace.setDraft(kLobby, QStringLiteral("half a"));
            QSignalSpy deleted(&ada.workspace, &Workspace::roomDeleted);
            server_->pushAll(protocol::RoomChange{{QStringLiteral("other"), {}, true, 0, 0}, true});
            server_->pushAll(protocol::RoomChange{{kLobby, {}, true, 0, 0}, true});
            QTRY_COMPARE(deleted.count(), 1);
            QVERIFY(ada.workspace.room(kLobby) == nullptr);
            QCOMPARE(server_->count<protocol::Leave>(), 0);
        }
        ProgramRun again(server_->address(), folder_->path());
        QTRY_VERIFY(again.isLive(kDen));
        QVERIFY(again.workspace.room(kLobby) == nullptr);  // it would come into being anew
    }
};

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
