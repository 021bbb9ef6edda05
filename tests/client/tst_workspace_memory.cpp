// SPDX-License-Identifier: GPL-3.0-or-later
// What survives the end of the program.
#include <QSignalSpy>

#include "client/state_codec.h"
#include "client/workspace_fixture.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;

class WorkspaceMemoryTest : public WorkspaceFixture {
    Q_OBJECT

private Q_SLOTS:
    void unsentSurvivesTheProgram()
    {
        QStringList said;
        {
            ProgramRun ada(server_->address(), folder_->path());
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
            ProgramRun offline(server_->address(), folder_->path());  // still nobody there
            QTRY_VERIFY(offline.workspace.room(kLobby) != nullptr);
            QCOMPARE(offline.room().pending().size(), 5);
            QCOMPARE(offline.room().draft(), QStringLiteral("half a sen"));
            QVERIFY(offline.warnings.isEmpty());
        }
        server_->start();
        ProgramRun again(server_->address(), folder_->path());
        QTRY_COMPARE(textsOf(server_->room(kLobby)), said);
        QTRY_VERIFY(again.room().pending().isEmpty());
        QCOMPARE(textsOf(again.room()), said);
        QCOMPARE(server_->room(kLobby).entries.first().from.user, again.workspace.self().person.user);
    }

    void unreadIsRememberedOverRestarts()
    {
        {
            ProgramRun ada(server_->address(), folder_->path());
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
        ProgramRun again(server_->address(), folder_->path());
        QTRY_VERIFY(again.isLive(kLobby));
        QCOMPARE(again.room().unread().count(), 3);
        QVERIFY(again.room().unread().mentioned());
        QCOMPARE(again.room().unread().newFrom(), 2U);
        QVERIFY(again.reports.isEmpty());  // not a reconnect
    }

    void damagedFilesAreMovedAsideAndTold()
    {
        const ServerAddress address = addressOf(server_->address());
        for (const char* what : {"state", "outbox"}) {
            QFile file(stateFilePath(folder_->path(), address, QString::fromLatin1(what)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{\"version\":1,");
        }
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        QCOMPARE(ada.warnings.size(), 2);
        for (const char* what : {"state", "outbox"}) {
            const QString path = stateFilePath(folder_->path(), address, QString::fromLatin1(what));
            QVERIFY(QFile::exists(path + QStringLiteral(".corrupt")));
        }
        QTRY_VERIFY(QFile::exists(stateFilePath(folder_->path(), address, QStringLiteral("state"))));
    }

    void oldEntriesStayWhileTheRoomIsLookedAt()
    {
        constexpr int kThere = Timeline::kLive + 500;
        auto& log = server_->room(kLobby);
        for (int i = 1; i <= kThere; ++i) {
            log.entries.append({kLobby, static_cast<quint64>(i), {}, {}, {}, QString::number(i), {}});
        }
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        connect(&ada.workspace, &Workspace::olderFinished, &ada.workspace,
                [&ada](const QString&, bool moreThere) {
                    ada.workspace.setReading(kLobby, false);  // as when somebody scrolls
                    if (moreThere) {
                        ada.workspace.loadOlder(kLobby);
                    }
                });
        ada.workspace.loadOlder(kLobby);
        QTRY_COMPARE(ada.room().timeline().entries().size(), kThere);
        ada.workspace.release(kLobby);
        QCOMPARE(ada.room().timeline().entries().size(), Timeline::kLive);
    }

    void stopSavesAndStartGoesOn()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        ada.workspace.stop();
        QTRY_COMPARE(server_->connections(), 0);
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("later")).ok());
        ada.workspace.start();
        QTRY_COMPARE(textsOf(server_->room(kLobby)), QStringList{QStringLiteral("later")});
    }
};

QTEST_GUILESS_MAIN(WorkspaceMemoryTest)
#include "tst_workspace_memory.moc"
