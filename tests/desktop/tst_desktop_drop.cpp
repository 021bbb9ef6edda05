// SPDX-License-Identifier: GPL-3.0-or-later
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "desktop/desktop_rig.h"
#include "desktop/tcp_proxy.h"
#include "support/held_database.h"
#include "ui/roles.h"
#include "ui/room_list.h"
#include "ui/timeline_view.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;
using test::waitUntil;

namespace {

bool isOnline(DesktopRig& rig)
{
    return rig.program().workspace()->session().state().phase == client::ConnectionPhase::Online;
}

int lastState(DesktopRig& rig)
{
    const QAbstractItemModel* const model = rig.page().timeline()->model();
    return model->index(model->rowCount() - 1, 0).data(ui::TimelineRole::State).toInt();
}

bool isFailing(DesktopRig& host)
{
    return host.program().host().status().health == ui::HostStatus::Health::Failing;
}

}  // namespace

class TestDesktopDrop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoDropsComesBackAndMissesNothing()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        test::TcpProxy line(ada.hostPort());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(line.port()));
        ada.say(u"before"_s);
        QVERIFY(bob.waitForMessage(u"ada: before"_s));

        line.cut();
        QVERIFY(waitUntil([&] { return !isOnline(bob); }));
        for (int at = 1; at <= 14; ++at) {
            ada.say(u"missed %1"_s.arg(at));
        }
        bob.say(u"written offline"_s);
        QCOMPARE(lastState(bob), static_cast<int>(ui::MessageState::Queued));
        line.mend();

        QVERIFY(bob.waitForMessage(u"ada: missed 14"_s));
        QVERIFY(ada.waitForMessage(u"bob: written offline"_s));
        QVERIFY(waitUntil([&] { return bob.messages() == ada.messages(); }));
        QCOMPARE(ada.messages().size(), 16);
        QVERIFY(waitUntil([&] { return lastState(bob) == static_cast<int>(ui::MessageState::Stored); }));
        QVERIFY(waitUntil([&] { return !bob.shownTexts().filter(u"14 missed, all recovered"_s).isEmpty(); }));
        QCOMPARE(ada.page().roomList()->currentRoom(), u"lobby"_s);
    }

    void whatIsUnsentSurvivesARestart()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        test::TcpProxy line(ada.hostPort());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(line.port()));
        const QString user = bob.program().workspace()->self().person.user;
        line.cut();
        QVERIFY(waitUntil([&] { return !isOnline(bob); }));
        bob.say(u"first"_s);
        bob.say(u"second"_s);
        bob.restart();
        line.mend();
        QVERIFY(bob.join(line.port()));
        QVERIFY(ada.waitForMessage(u"bob: second"_s));
        QVERIFY(waitUntil([&] { return bob.messages() == ada.messages(); }));
        QCOMPARE(ada.messages(), (QStringList{u"bob: first"_s, u"bob: second"_s}));
        QCOMPARE(bob.program().workspace()->self().person.user, user);
    }

    void whoScrollsUpWithoutAConnectionAsksNobody()
    {
        constexpr int kMessages = 70;  // more than are loaded at once
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        for (int at = 1; at <= kMessages; ++at) {
            QVERIFY(ada.program().workspace()->send(u"lobby"_s, u"line %1"_s.arg(at)).ok());
        }
        QVERIFY(ada.waitForMessage(u"ada: line %1"_s.arg(kMessages)));
        QVERIFY(waitUntil([&] { return ada.program().workspace()->outbox().messages().isEmpty(); }));
        test::TcpProxy line(ada.hostPort());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(line.port()));
        QVERIFY(bob.waitForMessage(u"ada: line %1"_s.arg(kMessages)));
        QVERIFY(bob.messages().size() < kMessages);
        line.cut();
        QVERIFY(waitUntil([&] { return !isOnline(bob); }));
        QSignalSpy finished(bob.program().workspace(), &client::Workspace::olderFinished);
        QSignalSpy sampled(&bob.program().workspace()->statistics(), &client::ConnectionStatistics::sampled);
        QScrollBar* const bar = bob.page().timeline()->verticalScrollBar();
        bar->setValue(0);
        QVERIFY(waitUntil([&] { return sampled.count() == 2; }));  // a while
        QVERIFY2(finished.count() <= 1, qPrintable(QString::number(finished.count())));
        line.mend();
        QVERIFY(waitUntil([&] { return isOnline(bob); }));
        QVERIFY(waitUntil([&] { return bob.messages().size() == kMessages; }));  // it is at the top still
    }

    void whatTheServerCannotStoreWaitsAndIsTold()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        ada.say(u"before"_s);
        QVERIFY(bob.waitForMessage(u"ada: before"_s));
        const QString told = u"Online · the server cannot store messages now, yours wait"_s;
        {
            const test::HeldDatabase held(ada.databaseFile());
            QVERIFY(held.isHeld());
            bob.say(u"one"_s);
            bob.say(u"two"_s);
            for (DesktopRig* const rig : {&ada, &bob}) {
                QVERIFY(waitUntil([&] { return rig->shownTexts().contains(told); }));
                QVERIFY(isOnline(*rig));
            }
            QCOMPARE(ada.messages(), QStringList{u"ada: before"_s});
            QVERIFY(bob.messages().contains(u"ada: before"_s));
            QVERIFY(bob.program().workspace()->outbox().waiting() == 2);
            // Who hosts sees that it is their server, and why.
            QVERIFY(waitUntil([&] { return isFailing(ada); }));
            QVERIFY(!ada.program().host().status().trouble.isEmpty());
        }
        QVERIFY(waitUntil([&] { return !isFailing(ada); }));
        QVERIFY(ada.waitForMessage(u"bob: two"_s));
        QVERIFY(waitUntil([&] { return bob.messages() == ada.messages(); }));
        QCOMPARE(ada.messages(), (QStringList{u"ada: before"_s, u"bob: one"_s, u"bob: two"_s}));
        for (DesktopRig* const rig : {&ada, &bob}) {
            QVERIFY(waitUntil([&] { return !rig->shownTexts().contains(told); }));
        }
    }

    void theHostStopsCleanlyAndComesBackWithEverything()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        bob.say(u"kept"_s);
        QVERIFY(ada.waitForMessage(u"bob: kept"_s));
        ada.program().host().stop();
        QVERIFY(
            waitUntil([&] { return ada.program().host().status().state == ui::HostStatus::State::Stopped; }));
        QVERIFY(waitUntil([&] { return !isOnline(bob); }));
        ada.restart();
        QVERIFY(ada.host());
        QVERIFY(ada.waitForMessage(u"bob: kept"_s));
    }
};

QTEST_MAIN(TestDesktopDrop)
#include "tst_desktop_drop.moc"
