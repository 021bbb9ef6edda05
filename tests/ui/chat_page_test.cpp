// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of the chat stand in the window.
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QToolButton>
#include <memory>

#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/main_window.h"
#include "ui/people_view.h"
#include "ui/room_header.h"
#include "ui/room_list.h"
#include "ui/search_panel.h"
#include "ui/theme.h"
#include "ui/timeline_view.h"

using namespace snug::ui;

class ChatPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void searchTakesThePlaceOfThePeople();
    void searchInANarrowWindow();
    void layoutOutlastsNarrowWindows();

private:
    ChatPage* begin();

    Theme theme_;
    std::unique_ptr<MainWindow> window_;
};

ChatPage* ChatPageTest::begin()
{
    window_ = std::make_unique<MainWindow>(theme_);
    ChatPage* page = window_->chatPage();
    page->header()->setRoom(QStringLiteral("lobby"), true);
    page->setRoomShown(true);
    window_->showChat();
    return page;
}

void ChatPageTest::init()
{
    theme_.set(ThemeMode::Light, 1.0);
    begin();
    window_->resize(1200, 750);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

void ChatPageTest::searchTakesThePlaceOfThePeople()
{
    ChatPage* page = window_->chatPage();
    window_->activateWindow();
    QSignalSpy closed(page, &ChatPage::searchClosed);
    auto* button = page->header()->findChild<QToolButton*>(QStringLiteral("search"));
    QVERIFY(!page->search()->isVisible());
    QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(page->search()->isVisible());
    QVERIFY(!page->people()->isVisible());
    QVERIFY(!page->peopleShown());
    QVERIFY(page->peopleWanted());
    QVERIFY(button->isChecked());
    QCOMPARE(QApplication::focusWidget(), page->search()->field());
    QVERIFY(page->search()->mapTo(page, QPoint()).x() > page->timeline()->mapTo(page, QPoint()).x());
    QTest::keyClick(page->search()->field(), Qt::Key_Escape);
    QTRY_VERIFY(page->people()->isVisible());
    QVERIFY(!page->search()->isVisible());
    QVERIFY(!button->isChecked());
    QVERIFY(page->composer()->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(closed.count(), 1);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(page->search()->isVisible());
    // F6 comes to it and goes on from it.
    page->focusNextPane();
    QCOMPARE(QApplication::focusWidget(), page->roomList()->list());
    for (int i = 0; i < 3; ++i) {
        page->focusNextPane();
    }
    QCOMPARE(QApplication::focusWidget(), page->search()->field());
    // Who asks for the people gets them.
    QTest::keyClick(window_.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(page->people()->isVisible());
    QVERIFY(!page->search()->isVisible());
    // Without a room there is nothing to search.
    page->showSearch(true);
    page->setRoomShown(false);
    QVERIFY(!page->search()->isVisible());
    page->showSearch(true);
    QVERIFY(!page->search()->isVisible());
}

void ChatPageTest::searchInANarrowWindow()
{
    ChatPage* page = window_->chatPage();
    window_->resize(theme_.px(ChatPage::kRoomsWidth) + 10, 700);
    page->showSearch(true);
    QTest::qWait(20);
    QVERIFY(!page->searchIsDrawer());
    const auto inside = [&](const QWidget* widget) {
        return QRect(QPoint(), page->size()).contains(QRect(widget->mapTo(page, QPoint()), widget->size()));
    };
    QVERIFY(inside(page->search()));
    QVERIFY(inside(page->timeline()));
    window_->resize(theme_.px(420), 700);
    QTRY_VERIFY(page->searchIsDrawer());
    QVERIFY(page->search()->isVisible());
    QVERIFY(inside(page->search()));
    QCOMPARE(QApplication::focusWidget(), page->search()->field());
    // One drawer at a time, and a click beside it closes it.
    page->showRooms(true);
    QVERIFY(!page->search()->isVisible());
    page->showSearch(true);
    QVERIFY(page->search()->isVisible());
    QVERIFY(!page->roomList()->isVisible());
    QTest::mouseClick(page->childAt(5, 300), Qt::LeftButton);
    QVERIFY(!page->search()->isVisible());
    page->showSearch(true);
    window_->resize(1200, 700);
    QTRY_VERIFY(!page->searchIsDrawer());
    QCOMPARE(QApplication::focusWidget(), page->search()->field());
    QVERIFY(page->search()->mapTo(page, QPoint()).x() > page->timeline()->mapTo(page, QPoint()).x());
    page->showSearch(false);
    QTRY_VERIFY(page->people()->isVisible());
}

void ChatPageTest::layoutOutlastsNarrowWindows()
{
    ChatPage* page = window_->chatPage();
    page->findChild<QSplitter*>()->setSizes({280, 650, 270, 0});
    const int rooms = page->roomList()->width();
    const int people = page->people()->width();
    window_->resize(theme_.px(ChatPage::kRoomsWidth) - 40, 700);
    QTRY_VERIFY(page->roomsAreDrawer());
    const QByteArray layout = page->saveLayout();
    window_->resize(1200, 700);
    QTRY_COMPARE(page->roomList()->width(), rooms);
    QTRY_COMPARE(page->people()->width(), people);

    // At the next start, before the window has its size.
    page = begin();
    page->restoreLayout(layout);
    window_->resize(1200, 700);
    window_->show();
    QTRY_COMPARE(page->roomList()->width(), rooms);
    QTRY_COMPARE(page->people()->width(), people);
}

QTEST_MAIN(ChatPageTest)
#include "chat_page_test.moc"
