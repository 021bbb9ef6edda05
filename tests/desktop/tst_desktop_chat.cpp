// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>

#include "desktop/desktop_rig.h"
#include "ui/composer.h"
#include "ui/people_view.h"
#include "ui/roles.h"
#include "ui/typing_line.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;
using test::waitUntil;

class TestDesktopChat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneHostsAndTwoTalk()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        ada.say(u"hello bob"_s);
        QVERIFY(bob.waitForMessage(u"ada: hello bob"_s));
        bob.say(u"hello ada"_s);
        QVERIFY(ada.waitForMessage(u"bob: hello ada"_s));
        QCOMPARE(ada.messages(), bob.messages());
        QVERIFY(waitUntil([&] { return ada.page().people()->list()->model()->rowCount() == 2; }));
        QVERIFY(waitUntil([&] { return ada.program().host().status().connected == 2; }));
    }

    void markupIsShownAsText()
    {
        DesktopRig ada(u"<b>ada</b>"_s);
        QVERIFY(ada.host());
        const QString hostile = u"<img src=\"file:///etc/passwd\"><table><tr><td>x</table> &amp; **bold**"_s;
        ada.say(hostile);
        QVERIFY(ada.waitForMessage(u"<b>ada</b>: "_s + hostile));
        for (const QLabel* const label : ada.program().window().findChildren<QLabel*>()) {
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty() ||
                         !label->text().contains(u'<'),
                     qPrintable(label->text()));
        }
    }

    void typingIsSeenByTheOther()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        bob.type(u"hm"_s);
        QVERIFY(waitUntil([&] { return ada.page().typingLine()->text().contains(u"bob"_s); }));
        QVERIFY(!bob.page().typingLine()->text().contains(u"bob"_s));
        bob.say(u"!"_s);
        QVERIFY(waitUntil([&] { return ada.page().typingLine()->text().isEmpty(); }));
    }

    void unreadMessagesAreCountedAndReadOnOpening()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        QVERIFY(bob.enter(u"garden"_s));
        bob.choose(u"garden"_s);
        ada.say(u"one"_s);
        ada.say(u"two, bob"_s);
        QVERIFY(waitUntil([&] { return bob.roomData(u"lobby"_s, ui::RoomRole::Unread).toInt() == 2; }));
        QVERIFY(bob.roomData(u"lobby"_s, ui::RoomRole::Mentioned).toBool());
        bob.program().window().activateWindow();
        bob.choose(u"lobby"_s);
        QVERIFY(waitUntil([&] { return bob.roomData(u"lobby"_s, ui::RoomRole::Unread).toInt() == 0; }));
    }

    void draftsStayWithTheirRoomAndOverARestart()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        QVERIFY(bob.enter(u"garden"_s));
        bob.choose(u"lobby"_s);
        bob.type(u"for the lobby"_s);
        bob.choose(u"garden"_s);
        QCOMPARE(bob.typed(), QString());
        QVERIFY(bob.roomData(u"lobby"_s, ui::RoomRole::HasDraft).toBool());
        bob.type(u"for the garden"_s);
        bob.choose(u"lobby"_s);
        QCOMPARE(bob.typed(), u"for the lobby"_s);
        bob.restart();
        QVERIFY(bob.join(ada.hostPort()));
        bob.choose(u"garden"_s);
        QVERIFY(waitUntil([&] { return bob.typed() == u"for the garden"_s; }));
    }

    void topicsAndNewRoomsReachEverybody()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(ada.host());
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada.hostPort()));
        ada.program().workspace()->setTopic(u"lobby"_s, u"tea at five"_s);
        ada.program().workspace()->create(u"den"_s, u"quiet"_s, false);
        QVERIFY(waitUntil([&] { return bob.roomData(u"lobby"_s, ui::RoomRole::Topic) == u"tea at five"_s; }));
        QVERIFY(waitUntil([&] { return bob.roomData(u"den"_s, ui::RoomRole::Topic) == u"quiet"_s; }));
        QVERIFY(!bob.roomData(u"den"_s, ui::RoomRole::Keep).toBool());
        QVERIFY(!bob.roomData(u"den"_s, ui::RoomRole::Joined).toBool());
    }
};

QTEST_MAIN(TestDesktopChat)
#include "tst_desktop_chat.moc"
