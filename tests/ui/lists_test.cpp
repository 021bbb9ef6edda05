// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>

#include "ui/connection_bar.h"
#include "ui/elided_label.h"
#include "ui/people_view.h"
#include "ui/room_header.h"
#include "ui/room_list.h"
#include "ui/sample_rows.h"
#include "ui/theme.h"
#include "ui/topic_button.h"
#include "ui/typing_line.h"

using namespace snug::ui;
using snug::test::personRow;
using snug::test::roomRow;

class ListsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme_.set(ThemeMode::Light, 1.0); }
    void roomsAreSortedAndChosen();
    void roomsAreFiltered();
    void roomsByKeyboard();
    void currentRoomComesLater();
    void peopleAreCounted();
    void topicIsEdited();
    void typingIsTold();
    void connectionIsTold();
    void whatCannotBeStoredIsTold();

private:
    Theme theme_;
};

static QStringList shownNames(const RoomList& list)
{
    const auto* view = list.findChild<QListView*>();
    QStringList names;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        names << view->model()->index(row, 0).data(RoomRole::Name).toString();
    }
    return names;
}

void ListsTest::roomsAreSortedAndChosen()
{
    QStandardItemModel model;
    model.appendRow(roomRow(QStringLiteral("zebra"), true));
    model.appendRow(roomRow(QStringLiteral("open"), false));
    model.appendRow(roomRow(QStringLiteral("lobby"), true, 3));
    RoomList list(theme_);
    list.resize(250, 500);
    list.setModel(&model);
    list.show();
    QCOMPARE(shownNames(list),
             (QStringList{QStringLiteral("lobby"), QStringLiteral("zebra"), QStringLiteral("open")}));
    QSignalSpy chosen(&list, &RoomList::roomChosen);
    QSignalSpy join(&list, &RoomList::joinWanted);
    auto* view = list.findChild<QListView*>();
    const auto click = [view](int row) {
        const QRect box = view->visualRect(view->model()->index(row, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(40, box.bottom() - 5));
    };
    click(0);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(list.currentRoom(), QStringLiteral("lobby"));
    click(2);
    QCOMPARE(join.count(), 1);
    QCOMPARE(join.at(0).at(0).toString(), QStringLiteral("open"));
    // The mark stays with the room that is shown.
    QCOMPARE(view->currentIndex().data(RoomRole::Name).toString(), QStringLiteral("lobby"));
    // The title above the first row belongs to no row.
    const QRect first = view->visualRect(view->model()->index(0, 0));
    QVERIFY(!view->indexAt(QPoint(40, first.top() + 2)).isValid());
}

void ListsTest::roomsAreFiltered()
{
    QStandardItemModel model;
    for (const auto& name : {QStringLiteral("lobby"), QStringLiteral("lab"), QStringLiteral("kitchen")}) {
        model.appendRow(roomRow(name, true));
    }
    RoomList list(theme_);
    list.setModel(&model);
    list.show();
    QSignalSpy chosen(&list, &RoomList::roomChosen);
    auto* filter = list.findChild<QLineEdit*>();
    list.focusFilter();
    QTest::keyClicks(filter, QStringLiteral("#KIT"));
    QCOMPARE(shownNames(list), QStringList{QStringLiteral("kitchen")});
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(filter->text().isEmpty());
    QTest::keyClicks(filter, QStringLiteral("nothing like it"));
    QCOMPARE(shownNames(list), QStringList());
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(shownNames(list).size(), 3);
}

void ListsTest::roomsByKeyboard()
{
    QStandardItemModel model;
    model.appendRow(roomRow(QStringLiteral("a"), true));
    model.appendRow(roomRow(QStringLiteral("b"), true));
    model.appendRow(roomRow(QStringLiteral("c"), true, 5));
    model.appendRow(roomRow(QStringLiteral("d"), false, 5));
    RoomList list(theme_);
    list.setModel(&model);
    list.show();
    list.setCurrentRoom(QStringLiteral("a"));
    QSignalSpy chosen(&list, &RoomList::roomChosen);
    QSignalSpy leave(&list, &RoomList::leaveWanted);
    list.step(1);
    QCOMPARE(list.currentRoom(), QStringLiteral("b"));
    list.step(-1);
    list.step(-1);
    QCOMPARE(list.currentRoom(), QStringLiteral("c"));
    list.setCurrentRoom(QStringLiteral("a"));
    list.stepUnread(1);
    QCOMPARE(list.currentRoom(), QStringLiteral("c"));
    QCOMPARE(chosen.count(), 4);
    auto* view = list.findChild<QListView*>();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Delete);
    QCOMPARE(leave.count(), 1);
    QCOMPARE(leave.at(0).at(0).toString(), QStringLiteral("c"));
}

void ListsTest::currentRoomComesLater()
{
    QStandardItemModel model;
    RoomList list(theme_);
    list.setModel(&model);
    list.setCurrentRoom(QStringLiteral("late"));
    model.appendRow(roomRow(QStringLiteral("early"), true));
    model.appendRow(roomRow(QStringLiteral("late"), true));
    auto* view = list.findChild<QListView*>();
    QCOMPARE(view->currentIndex().data(RoomRole::Name).toString(), QStringLiteral("late"));
}

void ListsTest::peopleAreCounted()
{
    QStandardItemModel model;
    for (int i = 0; i < 100; ++i) {
        model.appendRow(personRow(QStringLiteral("person %1").arg(i), i % 3 == 0, i % 5 == 0));
    }
    PeopleView people(theme_);
    people.resize(220, 400);
    people.setModel(&model);
    people.show();
    QSignalSpy more(&people, &PeopleView::moreWanted);
    QCOMPARE(people.findChild<QLabel*>()->text(), QStringLiteral("People · 100"));
    QScrollBar* bar = people.list()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(bar->maximum());
    QCOMPARE(more.count(), 0);
    people.setTotal(1234);
    QVERIFY(people.findChild<QLabel*>()->text().contains(QLocale().toString(1234)));
    bar->setValue(0);
    bar->setValue(bar->maximum());
    QVERIFY(more.count() > 0);
    people.grab();
}

void ListsTest::topicIsEdited()
{
    QWidget page;  // a window of its own could not be as narrow as that
    RoomHeader header(theme_, &page);
    header.setRoom(QStringLiteral("lobby"), false);
    header.setTopic(QStringLiteral("old"));
    page.resize(800, 60);
    header.resize(800, 60);
    page.show();
    QSignalSpy topic(&header, &RoomHeader::topicWanted);
    auto* edit = header.findChild<QLineEdit*>();
    header.editTopic();
    QVERIFY(edit->isVisible());
    edit->setText(QStringLiteral(" new "));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(topic.count(), 1);
    QCOMPARE(topic.at(0).at(0).toString(), QStringLiteral("new"));
    QVERIFY(!edit->isVisible());
    header.editTopic();
    header.setRoom(QStringLiteral("lobby"), false);
    QVERIFY(edit->isVisible());
    header.setRoom(QStringLiteral("other"), false);
    QVERIFY(!edit->isVisible());
    header.editTopic();
    edit->setText(QStringLiteral("never"));
    QTest::keyClick(edit, Qt::Key_Escape);
    header.editTopic();
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(topic.count(), 1);
    // Little room: the name alone, or the topic that is written.
    auto* name = header.findChild<ElidedLabel*>();
    auto* button = header.findChild<TopicButton*>();
    QVERIFY(name->isVisible() && button->isVisible());
    header.resize(theme_.px(240), 60);
    QTRY_VERIFY(!button->isVisible());
    QVERIFY(name->isVisible());
    header.editTopic();
    QVERIFY(edit->isVisible());
    QVERIFY(!name->isVisible());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(name->isVisible());
    QVERIFY(!edit->isVisible());
}

void ListsTest::typingIsTold()
{
    TypingLine line(theme_);
    line.setTypists({QStringLiteral("ada")});
    QCOMPARE(line.fullText(), QStringLiteral("ada is typing…"));
    line.setTypists({QStringLiteral("ada"), QStringLiteral("bob")});
    QCOMPARE(line.fullText(), QStringLiteral("ada and bob are typing…"));
    line.setTypists({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
    QVERIFY(line.fullText().contains(u'4'));
    line.setTypists({QString(200, u'x')});
    QVERIFY(line.fullText().endsWith(QStringLiteral("is typing…")));
    line.setTypists({});
    QCOMPARE(line.fullText(), QString());
}

void ListsTest::connectionIsTold()
{
    ConnectionBar bar(theme_);
    bar.resize(1000, 30);
    bar.show();
    QSignalSpy retry(&bar, &ConnectionBar::retryNowWanted);
    bar.setState(ConnectionState::Reconnecting);
    bar.setSecondsToRetry(3);
    bar.setOutbox(2);
    QStringList texts;
    for (const QLabel* label : bar.findChildren<QLabel*>()) {
        texts << label->text();
    }
    QVERIFY(texts.contains(QStringLiteral("Reconnecting in 3 s…")));
    QVERIFY(texts.contains(QStringLiteral("2 waiting")));
    for (QToolButton* button : bar.findChildren<QToolButton*>()) {
        if (button->isVisible() && button->text() == QStringLiteral("Try now")) {
            button->click();
        }
    }
    QCOMPARE(retry.count(), 1);
    HostStatus host;
    host.state = HostStatus::State::Running;
    host.port = 4777;
    host.connected = 12;
    bar.setHost(host);
    const auto hosting = [&bar] {
        QString told;
        for (const QToolButton* button : bar.findChildren<QToolButton*>()) {
            if (button->accessibleName().contains(QStringLiteral("4777"))) {
                told = button->accessibleName() + u'|' + button->toolTip();
            }
        }
        return told;
    };
    QVERIFY(!hosting().isEmpty());
    QVERIFY(!hosting().contains(QStringLiteral("trouble")));
    host.health = HostStatus::Health::Failing;
    host.trouble = QStringLiteral("<b>The disk</b> is full.");
    bar.setHost(host);
    QVERIFY(hosting().contains(QStringLiteral("in trouble")));
    QVERIFY(hosting().contains(QStringLiteral("is full.")));
    QVERIFY(!hosting().contains(QStringLiteral("<b>The disk</b>")));  // escaped: no markup of anybody's
}

void ListsTest::whatCannotBeStoredIsTold()
{
    ConnectionBar bar(theme_);
    bar.resize(1000, 30);
    bar.show();
    // "text: tooltip: accessible name" of each.
    const auto shows = [&bar](const QString& begin) {
        QStringList all;
        for (const QLabel* const label : bar.findChildren<QLabel*>()) {
            all += label->text() + QStringLiteral(": ") + label->toolTip() + QStringLiteral(": ") +
                   label->accessibleName();
        }
        return all.filter(begin + QStringLiteral(": ")).join(u'\n');
    };
    const QString told = QStringLiteral("Online · the server cannot store messages now, yours wait");
    bar.setState(ConnectionState::Online, QStringLiteral("den"));
    bar.setStoring(false);
    QVERIFY(shows(told).contains(QStringLiteral("sent once, as soon as it can")));
    bar.setOutbox(2);
    QVERIFY(shows(QStringLiteral("2 waiting")).contains(QStringLiteral("the server can store")));
    // Where there is little room it is said in fewer words, and in all of them to who cannot see.
    bar.resize(400, 30);
    QVERIFY(shows(QStringLiteral("Not storing")).startsWith(u"Not storing"));
    QAccessibleInterface* const face = QAccessible::queryAccessibleInterface(bar.findChild<QLabel*>());
    QVERIFY(face != nullptr);
    QCOMPARE(face->text(QAccessible::Name), told);
    // Without a connection that is what there is to tell.
    bar.setState(ConnectionState::Reconnecting);
    QVERIFY(shows(QStringLiteral("Reconnecting…")).startsWith(u"Reconnecting"));
    bar.setState(ConnectionState::Online, QStringLiteral("den"));
    bar.setStoring(true);
    QVERIFY(shows(QStringLiteral("Online · den")).endsWith(u"Online · den"));
    QVERIFY(shows(QStringLiteral("2 waiting")).contains(QStringLiteral("a connection")));
}

QTEST_MAIN(ListsTest)
#include "lists_test.moc"
