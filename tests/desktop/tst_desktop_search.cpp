// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include "desktop/desktop_rig.h"
#include "desktop/tcp_proxy.h"
#include "ui/roles.h"
#include "ui/search_panel.h"
#include "ui/timeline_view.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;
using test::waitUntil;

namespace {

constexpr int kHay = 400;

// As fast as it goes.
protocol::Limits noRates()
{
    protocol::Limits limits;
    limits.messages = {};
    limits.commands = {};
    return limits;
}

// What a person does with the search of a program, and sees of it.
class Search {
public:
    explicit Search(DesktopRig& rig)
        : rig_(rig)
    {
    }

    void open()
    {
        rig_.program().window().activateWindow();
        QTest::keyClick(&rig_.program().window(), Qt::Key_F, Qt::ControlModifier);
    }
    void type(const QString& text)
    {
        panel().field()->clear();
        QTest::keyClicks(panel().field(), text);
        QTest::keyClick(panel().field(), Qt::Key_Return);
    }
    bool isShown() { return panel().isVisible(); }
    bool says(const QString& sentence)
    {
        return waitUntil([&] { return rig_.shownTexts().contains(sentence); });
    }
    QStringList found()
    {
        QStringList texts;
        const QAbstractItemModel* const model = list().model();
        for (int row = 0; row < model->rowCount(); ++row) {
            texts.append(model->index(row, 0).data(ui::SearchRole::Text).toString());
        }
        return texts;
    }
    void click(int row)
    {
        const QModelIndex index = list().model()->index(row, 0);
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, list().visualRect(index).center());
    }

    ui::SearchPanel& panel() { return *rig_.page().search(); }
    QListView& list() { return *panel().findChild<QListView*>(); }

private:
    DesktopRig& rig_;
};

// The timeline stands at this message: it is the current one, and in sight.
bool standsAt(DesktopRig& rig, const QString& text)
{
    const ui::TimelineView& view = *rig.page().timeline();
    const QModelIndex current = view.currentIndex();
    return current.data(ui::TimelineRole::Text).toString() == text &&
           view.viewport()->rect().contains(view.visualRect(current));
}

bool hasText(DesktopRig& rig, const QString& text)
{
    return !rig.messages().filter(text).isEmpty();
}

}  // namespace

class TestDesktopSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One server for all, and its log: a needle, much hay, another needle. Who was here keeps the name for a
    // while, so each is somebody else.
    void initTestCase()
    {
        ada_ = std::make_unique<DesktopRig>(u"ada"_s, noRates());
        QVERIFY(ada_->host());
        client::Workspace& ada = *ada_->program().workspace();
        const auto say = [&ada](const QString& text) { return ada.send(u"lobby"_s, text).ok(); };
        QVERIFY(say(u"the first needle of all"_s));
        for (int i = 1; i <= kHay; ++i) {
            QVERIFY(say(u"hay %1"_s.arg(i)));
        }
        QVERIFY(say(u"Needles, the last ones"_s));
        QVERIFY(waitUntil([&ada] { return ada.outbox().messages().isEmpty(); }));
    }

    void cleanupTestCase() { ada_.reset(); }

    void whatIsFoundIsShownInItsPlace()
    {
        DesktopRig bob(u"bob"_s);
        QVERIFY(bob.join(ada_->hostPort()));
        Search search(bob);
        search.open();
        QVERIFY(waitUntil([&] { return search.isShown(); }));
        search.type(u"NEEDLE"_s);
        QVERIFY(search.says(u"2 found"_s));
        QCOMPARE(search.found(), (QStringList{u"Needles, the last ones"_s, u"the first needle of all"_s}));
        QVERIFY(!hasText(bob, u"first needle"_s));  // it must be loaded first
        QTest::keyClick(search.panel().field(), Qt::Key_Down);
        QTest::keyClick(&search.list(), Qt::Key_Down);
        QTest::keyClick(&search.list(), Qt::Key_Return);
        QVERIFY(search.says(u"Loading…"_s));
        QVERIFY(waitUntil([&] { return standsAt(bob, u"the first needle of all"_s); }));
        QVERIFY(search.says(u"2 found"_s));
        QVERIFY(bob.page().timeline()->hasFocus());  // Enter goes there
        QCOMPARE(bob.messages().size(), kHay + 2);
        // What is in memory is shown at once; a click leaves the keyboard where it was.
        search.panel().focusField();
        search.click(0);
        QVERIFY(waitUntil([&] { return standsAt(bob, u"Needles, the last ones"_s); }));
        QVERIFY(!bob.page().timeline()->hasFocus());
        QTest::keyClick(search.panel().field(), Qt::Key_Escape);
        QVERIFY(search.isShown());
        QVERIFY(search.found().isEmpty());
        QTest::keyClick(search.panel().field(), Qt::Key_Escape);
        QVERIFY(!search.isShown());
    }

    void manyAreFoundByAndBy()
    {
        DesktopRig eve(u"eve"_s);
        QVERIFY(eve.join(ada_->hostPort()));
        Search search(eve);
        search.open();
        search.type(u"hay"_s);
        QVERIFY(search.says(u"50 found so far"_s));
        QCOMPARE(search.found().constFirst(), u"hay %1"_s.arg(kHay));
        for (int rounds = 0; rounds < kHay / 50 && search.found().size() < kHay; ++rounds) {
            const qsizetype before = search.found().size();
            Q_EMIT search.panel().furtherWanted();
            QVERIFY(waitUntil([&] { return search.found().size() > before; }));
        }
        QVERIFY(search.says(u"%1 found"_s.arg(kHay)));
        QCOMPARE(search.found().constLast(), u"hay 1"_s);
        search.type(u"hay straw"_s);
        QVERIFY(search.says(u"Nothing found"_s));
        QVERIFY(search.found().isEmpty());
    }

    void theWayCanBeCancelled()
    {
        DesktopRig dan(u"dan"_s);
        QVERIFY(dan.join(ada_->hostPort()));
        Search search(dan);
        search.open();
        search.type(u"first needle"_s);
        QVERIFY(search.says(u"1 found"_s));
        const qsizetype before = dan.messages().size();
        search.click(0);
        QVERIFY(search.says(u"Loading…"_s));
        QTest::keyClick(search.panel().field(), Qt::Key_Escape);
        QVERIFY(search.says(u"1 found"_s));
        QVERIFY(search.isShown());
        // The page that was under way comes, and no other is asked for.
        QVERIFY(waitUntil([&] { return dan.messages().size() > before; }));
        QTest::qWait(100);
        QVERIFY(!hasText(dan, u"first needle"_s));
        QVERIFY(!dan.page().timeline()->currentIndex().isValid());
    }

    void withoutAConnectionItSaysSo()
    {
        DesktopRig may(u"may"_s);
        test::TcpProxy line(ada_->hostPort());
        QVERIFY(may.join(line.port()));
        Search search(may);
        search.open();
        search.type(u"needle"_s);
        QVERIFY(search.says(u"2 found"_s));
        line.cut();
        QVERIFY(waitUntil([&] { return !may.program().workspace()->session().isOnline(); }));
        search.click(1);
        QVERIFY(search.says(u"Not loaded, and there is no connection now. Try again when it is back."_s));
        search.click(0);  // this one is here
        QVERIFY(waitUntil([&] { return standsAt(may, u"Needles, the last ones"_s); }));
        search.type(u"hay"_s);
        QVERIFY(search.says(u"There is no connection to the server."_s));
        line.mend();
        QVERIFY(waitUntil([&] {
            const client::RoomState* const room = may.program().workspace()->room(u"lobby"_s);
            return room != nullptr && room->phase() == client::RoomPhase::Live;
        }));
        Q_EMIT search.panel().furtherWanted();
        QVERIFY(search.says(u"50 found so far"_s));
    }

    void anotherRoomBeginsWithoutASearch()
    {
        DesktopRig ivy(u"ivy"_s);
        QVERIFY(ivy.join(ada_->hostPort()));
        QVERIFY(ivy.enter(u"garden"_s));
        ivy.choose(u"lobby"_s);
        Search search(ivy);
        search.open();
        search.type(u"needle"_s);
        QVERIFY(search.says(u"2 found"_s));
        ivy.choose(u"garden"_s);
        QVERIFY(!search.isShown());
        search.open();
        QVERIFY(search.panel().field()->text().isEmpty());
        QCOMPARE(search.panel().field()->placeholderText(), u"Search in garden"_s);
        search.type(u"needle"_s);
        QVERIFY(search.says(u"Nothing found"_s));
        ivy.say(u"a needle for the garden"_s);
        QVERIFY(ivy.waitForMessage(u"ivy: a needle for the garden"_s));
        search.type(u"needle"_s);
        QVERIFY(search.says(u"1 found"_s));
    }

private:
    std::unique_ptr<DesktopRig> ada_;
};

QTEST_MAIN(TestDesktopSearch)
#include "tst_desktop_search.moc"
