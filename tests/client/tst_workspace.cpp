// SPDX-License-Identifier: GPL-3.0-or-later
// The whole client against a real WebSocket server: resume, outbox, memory over restarts.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "client/chat_server.h"
#include "client/client_fixture.h"
#include "client/state_codec.h"
#include "client/workspace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using namespace std::chrono_literals;
using protocol::ErrorCode;

namespace {

const QString kLobby = QStringLiteral("lobby");
const QString kDen = QStringLiteral("den");

QStringList textsOf(const RoomState& state)
{
    QStringList texts;
    for (const protocol::LogEntry& entry : state.timeline().entries()) {
        texts.append(entry.text);
    }
    return texts;
}

QStringList textsOf(const ChatServer::LogRoom& room)
{
    QStringList texts;
    for (const protocol::LogEntry& entry : room.entries) {
        texts.append(entry.text);
    }
    return texts;
}

template <class Command>
bool is(const protocol::Command& command)
{
    return std::holds_alternative<Command>(command);
}

// One run of the program: its files and a workspace.
struct Run {
    Run(const QString& address, const QString& folder, const QString& nick = QStringLiteral("ada"))
        : workspace({.address = addressOf(address),
                     .nick = nick,
                     .client = QStringLiteral("test"),
                     .folder = folder,
                     .timing = quickTiming()},
                    files)
    {
        QObject::connect(&workspace, &Workspace::warning, &workspace,
                         [this](const QString& sentence) { warnings.append(sentence); });
        QObject::connect(&workspace, &Workspace::recovered, &workspace,
                         [this](const RecoveryReport& report) { reports.append(report); });
        workspace.start();
    }
    bool isLive(const QString& room) const
    {
        const RoomState* state = workspace.room(room);
        return state != nullptr && state->phase() == RoomPhase::Live;
    }
    RoomState& room(const QString& name = kLobby) const { return *workspace.room(name); }

    StateFiles files;
    Workspace workspace;
    QStringList warnings;
    QVector<RecoveryReport> reports;
};

}  // namespace

class WorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        server_ = std::make_unique<ChatServer>();
        server_->start();
    }
    void cleanup() { server_.reset(); }

    void twoPeopleTalk()
    {
        Run ada(server_->address(), folder_->filePath(QStringLiteral("ada")));
        Run bob(server_->address(), folder_->filePath(QStringLiteral("bob")), QStringLiteral("bob"));
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
        Run ada(server_->address(), folder_->path());
        QSignalSpy failed(&ada.workspace, &Workspace::joinFailed);
        ada.workspace.join(QStringLiteral("<b>"));
        QCOMPARE(failed.count(), 1);
        QCOMPARE(ada.workspace.send(kLobby, QStringLiteral("x")).error().code, ErrorCode::NotMember);
        joinLive(ada, kLobby);
        QCOMPARE(ada.workspace.send(kLobby, QStringLiteral("  ")).error().code, ErrorCode::Empty);
        QCOMPARE(ada.workspace.send(kLobby, QString(4001, u'x')).error().code, ErrorCode::TooLong);
    }

    void dropIsRecoveredExactly()
    {
        Run ada(server_->address(), folder_->path());
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
        QCOMPARE(ada.workspace.statistics().samples().size() > 0, true);
        QTRY_COMPARE(ada.workspace.statistics().samples().back().reconnects, 1);
    }

    void tooMuchMissedIsToldAndCanBePaged()
    {
        server_->limits.resumeEvents = 10;
        server_->limits.historyPage = 20;
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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

    void unsentSurvivesTheProgram()
    {
        QStringList said;
        {
            Run ada(server_->address(), folder_->path());
            joinLive(ada, kLobby);
            server_->stop();
            QTRY_VERIFY(!ada.workspace.session().isOnline());
            for (int i = 0; i < 5; ++i) {
                said.append(QString::number(i));
                QVERIFY(ada.workspace.send(kLobby, said.last()).ok());
            }
            ada.workspace.setDraft(kLobby, QStringLiteral("half a sen"));
        }
        {
            Run offline(server_->address(), folder_->path());  // still nobody there
            QTRY_VERIFY(offline.workspace.room(kLobby) != nullptr);
            QCOMPARE(offline.room().pending().size(), 5);
            QCOMPARE(offline.room().draft(), QStringLiteral("half a sen"));
            QVERIFY(offline.warnings.isEmpty());
        }
        server_->start();
        Run again(server_->address(), folder_->path());
        QTRY_COMPARE(textsOf(server_->room(kLobby)), said);
        QTRY_VERIFY(again.room().pending().isEmpty());
        QCOMPARE(textsOf(again.room()), said);
        QCOMPARE(server_->room(kLobby).entries.first().from.user, again.workspace.self().person.user);
    }

    void unreadIsRememberedOverRestarts()
    {
        {
            Run ada(server_->address(), folder_->path());
            joinLive(ada, kLobby);
            server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("seen"));
            QTRY_COMPARE(ada.room().unread().count(), 1);
            ada.workspace.setReading(kLobby, true);
            QCOMPARE(ada.room().unread().count(), 0);
        }
        QTRY_COMPARE(server_->connections(), 0);
        for (int i = 0; i < 3; ++i) {
            server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("hey Ada!"));
        }
        Run again(server_->address(), folder_->path());
        QTRY_VERIFY(again.isLive(kLobby));
        QCOMPARE(again.room().unread().count(), 3);
        QVERIFY(again.room().unread().mentioned());
        QCOMPARE(again.room().unread().newFrom(), 2U);
        QVERIFY(again.reports.isEmpty());  // not a reconnect
    }

    void refusalsOfMessages()
    {
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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

    void forgottenSessionIsSomebodyNew()
    {
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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

    void damagedFilesAreMovedAsideAndTold()
    {
        const ServerAddress address = addressOf(server_->address());
        for (const char* what : {"state", "outbox"}) {
            QFile file(stateFilePath(folder_->path(), address, QString::fromLatin1(what)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{\"version\":1,");
        }
        Run ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        QCOMPARE(ada.warnings.size(), 2);
        for (const char* what : {"state", "outbox"}) {
            const QString path = stateFilePath(folder_->path(), address, QString::fromLatin1(what));
            QVERIFY(QFile::exists(path + QStringLiteral(".corrupt")));
        }
        QTRY_VERIFY(QFile::exists(stateFilePath(folder_->path(), address, QStringLiteral("state"))));
    }

    void typingIsToldSparinglyAndLapses()
    {
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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
        Run ada(server_->address(), folder_->path());
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

    void statusIsToldAgainAfterADrop()
    {
        Run ada(server_->address(), folder_->path());
        QTRY_VERIFY(ada.workspace.session().isOnline());
        ada.workspace.setStatus(protocol::PresenceState::Away);
        QTRY_COMPARE(server_->count<protocol::SetStatus>(), 1);
        server_->dropAll();
        QTRY_COMPARE(server_->count<protocol::SetStatus>(), 2);
    }

    void stopSavesAndStartGoesOn()
    {
        Run ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        ada.workspace.stop();
        QTRY_COMPARE(server_->connections(), 0);
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("later")).ok());
        ada.workspace.start();
        QTRY_COMPARE(textsOf(server_->room(kLobby)), QStringList{QStringLiteral("later")});
    }

private:
    void joinLive(Run& run, const QString& room)
    {
        QTRY_VERIFY(run.workspace.session().isOnline());
        run.workspace.join(room);
        QTRY_VERIFY(run.isLive(room.trimmed().toLower()) || run.workspace.room(room) == nullptr);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<ChatServer> server_;
};

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
