// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTcpServer>
#include <QTest>

#include "desktop/desktop_rig.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;
using test::waitUntil;

namespace {

bool shows(DesktopRig& rig, const QString& text)
{
    return waitUntil([&] { return !rig.shownTexts().filter(text, Qt::CaseInsensitive).isEmpty(); });
}

}  // namespace

class TestDesktopStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBadAddressIsToldAtItsField()
    {
        DesktopRig ada(u"ada"_s);
        ada.program().join(u"no such:port:at all"_s, u"ada"_s);
        QVERIFY(!ada.program().window().isChatShown());
        QVERIFY(ada.program().workspace() == nullptr);
    }

    void aServerThatIsNotThereIsTold()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 port = probe.serverPort();
        probe.close();
        DesktopRig ada(u"ada"_s);
        ada.program().join(u"127.0.0.1:%1"_s.arg(port), u"ada"_s);
        QVERIFY(waitUntil([&] { return ada.program().workspace() == nullptr; }));
        QVERIFY(!ada.program().window().isChatShown());
        QVERIFY(shows(ada, u"refused"_s));
    }

    void aTakenNameIsToldAtItsField()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig other(u"ADA"_s);
        other.program().join(u"127.0.0.1:%1"_s.arg(ada.hostPort()), u"ADA"_s);
        QVERIFY(shows(other, u"someone else has this name"_s));
        QVERIFY(!other.program().window().isChatShown());
        other.program().join(u"127.0.0.1:%1"_s.arg(ada.hostPort()), u"eve"_s);
        QVERIFY(waitUntil([&] { return other.program().window().isChatShown(); }));
    }

    void serversOneWasOnAreRemembered()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        bob.restart();
        const shell::Settings kept(shell::Folders::of(bob.folder()).settingsFile);
        QCOMPARE(kept.recentServers().size(), 1);
        QCOMPARE(kept.recentServers().at(0).name, u"ada's room"_s);
        QCOMPARE(kept.lastRoom(kept.recentServers().at(0).address), u"lobby"_s);
    }

    void leavingTheServerKeepsTheHostRunning()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        ada.program().leaveServer();
        QVERIFY(!ada.program().window().isChatShown());
        QVERIFY(ada.program().host().isRunning());
        QVERIFY(ada.host());
    }

    void twoHostsOnOneFolderAreRefusedWithAReason()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        host::ServerHost second;
        QString reason;
        connect(&second, &host::ServerHost::failed, this,
                [&](const host::StartError& error) { reason = error.message; });
        second.start(test::testHost(shell::Folders::of(ada.folder()).serverFolder));
        QVERIFY(waitUntil([&] { return !reason.isEmpty(); }));
    }
};

QTEST_MAIN(TestDesktopStart)
#include "tst_desktop_start.moc"
