// SPDX-License-Identifier: GPL-3.0-or-later
// The server is there, but for a while it cannot store anything, on real WebSockets.
#include <QSignalSpy>

#include "client/workspace_fixture.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using namespace std::chrono_literals;

namespace {

bool needsStore(const protocol::Command& command)
{
    return is<protocol::Send>(command) || is<protocol::Join>(command) || is<protocol::History>(command) ||
           is<protocol::ListRooms>(command) || is<protocol::SetTopic>(command);
}

// Whoever waits for their next try waits for longer than the test.
Timing patientTiming()
{
    Timing timing = quickTiming();
    timing.retry = {10min, 10min};
    return timing;
}

}  // namespace

class WorkspaceOutageTest : public WorkspaceFixture {
    Q_OBJECT

private:
    void setStoring(bool storing)
    {
        server_->storing = storing;
        server_->refuse = [storing](const protocol::Command& command) -> std::optional<protocol::Error> {
            if (!storing && needsStore(command)) {
                return protocol::makeError(protocol::ErrorCode::StoreUnavailable);
            }
            return std::nullopt;
        };
        server_->pushAll(protocol::StoringChange{storing});
    }
    void fill(int entries)
    {
        for (int i = 0; i < entries; ++i) {
            server_->say(kLobby, QStringLiteral("bob"), QString::number(i));
        }
    }

private Q_SLOTS:
    void whatIsSentWaitsAndGoesOutOnce()
    {
        ProgramRun ada(server_->address(), folder_->path(), QStringLiteral("ada"), patientTiming());
        joinLive(ada, kLobby);
        joinLive(ada, kDen);
        fill(3);
        QTRY_COMPARE(ada.room().timeline().entries().size(), 3);
        QSignalSpy changed(&ada.workspace, &Workspace::storingChanged);
        QVERIFY(ada.workspace.isStoring());
        setStoring(false);
        QTRY_VERIFY(!ada.workspace.isStoring());
        QStringList said = textsOf(ada.room());
        for (int i = 0; i < 5; ++i) {
            said.append(QStringLiteral("mine %1").arg(i));
            QVERIFY(ada.workspace.send(kLobby, said.last()).ok());
        }
        QVERIFY(ada.workspace.send(kDen, QStringLiteral("elsewhere")).ok());
        QTRY_COMPARE(server_->count<protocol::Send>(), 2);  // one of each room, and refused
        QTRY_COMPARE(ada.room().pending().first().state, OutgoingState::Queued);
        QCOMPARE(ada.workspace.outbox().waiting(), 6);
        QVERIFY(ada.isLive(kLobby));  // and what was said before is there to read
        QCOMPARE(textsOf(ada.room()).size(), 3);
        setStoring(true);
        QTRY_COMPARE(textsOf(ada.room()), said);
        QTRY_COMPARE(textsOf(ada.room(kDen)), QStringList{QStringLiteral("elsewhere")});
        QTRY_VERIFY(ada.workspace.outbox().messages().isEmpty());
        QCOMPARE(textsOf(server_->room(kLobby)), said);
        QCOMPARE(server_->count<protocol::Send>(), 8);
        QCOMPARE(changed.count(), 2);
    }

    // Nothing is told, as by a server that only notices when somebody sends.
    void whatWaitsIsTriedByItself()
    {
        ProgramRun ada(server_->address(), folder_->path());
        joinLive(ada, kLobby);
        int refusals = 5;
        server_->refuse = [&refusals](const protocol::Command& command) -> std::optional<protocol::Error> {
            if (is<protocol::Send>(command) && refusals-- > 0) {
                return protocol::makeError(protocol::ErrorCode::StoreUnavailable);
            }
            return std::nullopt;
        };
        const QStringList said{QStringLiteral("one"), QStringLiteral("two")};
        for (const QString& text : said) {
            QVERIFY(ada.workspace.send(kLobby, text).ok());
        }
        QTRY_COMPARE(textsOf(server_->room(kLobby)), said);
        QTRY_VERIFY(ada.room().pending().isEmpty());
        QCOMPARE(server_->count<protocol::Send>(), 7);
    }

    void whoComesMeanwhileIsToldAndLetInAtOnce()
    {
        server_->room(kDen).topic = QStringLiteral("quiet");
        setStoring(false);
        ProgramRun ada(server_->address(), folder_->path(), QStringLiteral("ada"), patientTiming());
        QTRY_VERIFY(ada.workspace.session().isOnline());
        QVERIFY(!ada.workspace.isStoring());
        ada.workspace.join(kLobby);
        QVERIFY(ada.workspace.send(kLobby, QStringLiteral("hi")).ok());
        QTRY_COMPARE(server_->count<protocol::Join>(), 1);
        QVERIFY(ada.workspace.directory().rooms().empty());
        setStoring(true);
        QTRY_VERIFY(ada.isLive(kLobby));
        QTRY_COMPARE(textsOf(ada.room()), QStringList{QStringLiteral("hi")});
        QTRY_VERIFY(ada.workspace.directory().find(kDen) != nullptr);  // what the welcome could not list
        QVERIFY(ada.workspace.isStoring());
    }

    void theListOfRoomsOutlivesADropMeanwhile()
    {
        server_->room(kDen).topic = QStringLiteral("quiet");
        ProgramRun ada(server_->address(), folder_->path());
        QTRY_VERIFY(ada.workspace.directory().find(kDen) != nullptr);
        setStoring(false);
        server_->dropAll();
        QTRY_COMPARE(ada.workspace.session().traffic().connects, 2);
        QVERIFY(!ada.workspace.isStoring());
        QVERIFY(ada.workspace.directory().find(kDen) != nullptr);
        server_->dropAll();
        setStoring(true);
        QTRY_VERIFY(ada.workspace.isStoring());  // says the next welcome
    }

    void olderHistoryIsAskedForWithPatience()
    {
        server_->limits.historyPage = 10;
        fill(40);
        ProgramRun ada(server_->address(), folder_->path(), QStringLiteral("ada"), patientTiming());
        joinLive(ada, kLobby);
        const auto asked = server_->count<protocol::History>();
        QSignalSpy finished(&ada.workspace, &Workspace::olderFinished);
        // Who scrolls up asks as soon as they may.
        connect(&ada.workspace, &Workspace::olderFinished, &ada.workspace,
                [&ada](const QString& room, bool moreThere) {
                    if (moreThere) {
                        ada.workspace.loadOlder(room);
                    }
                });
        setStoring(false);
        ada.workspace.loadOlder(kLobby);
        QTRY_COMPARE(server_->count<protocol::History>(), asked + 1);
        ada.workspace.loadOlder(kLobby);
        QTRY_VERIFY(ada.workspace.statistics().measured() > 3);  // for a while nothing more
        QCOMPARE(server_->count<protocol::History>(), asked + 1);
        QCOMPARE(finished.count(), 0);
        QCOMPARE(ada.room().timeline().entries().size(), 10);
        setStoring(true);
        QTRY_COMPARE(textsOf(ada.room()), textsOf(server_->room(kLobby)));
        QVERIFY(!finished.last().at(1).toBool());
    }

    void olderHistoryIsNotAskedForWithoutAConnection()
    {
        server_->limits.historyPage = 10;
        fill(40);
        ProgramRun ada(server_->address(), folder_->path(), QStringLiteral("ada"), patientTiming());
        joinLive(ada, kLobby);
        QSignalSpy finished(&ada.workspace, &Workspace::olderFinished);
        setStoring(false);
        ada.workspace.loadOlder(kLobby);
        QTRY_COMPARE(server_->count<protocol::History>(), 2);
        server_->stop();
        QTRY_COMPARE(finished.count(), 1);  // whoever waits for it need not
        QVERIFY(!finished.last().at(1).toBool());
        ada.workspace.loadOlder(kLobby);
        QCOMPARE(finished.count(), 2);
        QVERIFY(!finished.last().at(1).toBool());
        QCOMPARE(ada.room().timeline().entries().size(), 10);
        QVERIFY(ada.room().olderThere());
    }
};

QTEST_GUILESS_MAIN(WorkspaceOutageTest)
#include "tst_workspace_outage.moc"
