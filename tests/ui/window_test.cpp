// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <memory>

#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/connection_bar.h"
#include "ui/host_panel.h"
#include "ui/main_window.h"
#include "ui/new_room_dialog.h"
#include "ui/notice_bar.h"
#include "ui/people_view.h"
#include "ui/room_header.h"
#include "ui/room_list.h"
#include "ui/sample_rows.h"
#include "ui/search_panel.h"
#include "ui/settings_dialog.h"
#include "ui/start_page.h"
#include "ui/statistics_window.h"
#include "ui/theme.h"
#include "ui/timeline_view.h"
#include "ui/typing_line.h"
#include "ui/whats_new_dialog.h"

using namespace snug::ui;
using namespace snug::test;

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startPageChecksAndWishes();
    void startPageRemembersServers();
    void startPageIsBusy();
    void narrowWindows();
    void longNamesKeepTheWidth_data();
    void longNamesKeepTheWidth();
    void focusableWidgetsHaveNames();
    void tabReachesEverything();
    void shortcuts();
    void notices();
    void statistics();
    void textOfOthersIsPlain();

private:
    ChatPage* chat();

    std::unique_ptr<Theme> theme_;
    std::unique_ptr<QStandardItemModel> rooms_;
    std::unique_ptr<QStandardItemModel> people_;
    std::unique_ptr<QStandardItemModel> timeline_;
    std::unique_ptr<QStandardItemModel> servers_;
    std::unique_ptr<QStandardItemModel> found_;
    std::unique_ptr<MainWindow> window_;
};

void WindowTest::init()
{
    window_.reset();
    // One for all: a theme takes the font it finds for the system's.
    if (theme_ == nullptr) {
        theme_ = std::make_unique<Theme>();
    }
    theme_->set(ThemeMode::Light, 1.0);
    rooms_ = std::make_unique<QStandardItemModel>();
    people_ = std::make_unique<QStandardItemModel>();
    timeline_ = std::make_unique<QStandardItemModel>();
    servers_ = std::make_unique<QStandardItemModel>();
    found_ = std::make_unique<QStandardItemModel>();
    window_ = std::make_unique<MainWindow>(*theme_);
    window_->resize(1200, 750);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

ChatPage* WindowTest::chat()
{
    rooms_->appendRow(roomRow(QStringLiteral("lobby"), true, 2));
    rooms_->appendRow(roomRow(QStringLiteral("random"), true));
    people_->appendRow(personRow(QStringLiteral("ada")));
    timeline_->appendRow(messageRow({QStringLiteral("hello")}));
    ChatPage* page = window_->chatPage();
    page->roomList()->setModel(rooms_.get());
    page->people()->setModel(people_.get());
    page->timeline()->setModel(timeline_.get());
    found_->appendRow(foundRow(QStringLiteral("hello"), QStringLiteral("hello")));
    page->search()->setModel(found_.get());
    page->header()->setRoom(QStringLiteral("lobby"), true);
    page->roomList()->setCurrentRoom(QStringLiteral("lobby"));
    page->setRoomShown(true);
    window_->showChat();
    return page;
}

static QLineEdit* field(QWidget* page, const QString& name)
{
    for (QLineEdit* edit : page->findChildren<QLineEdit*>()) {
        if (edit->accessibleName() == name) {
            return edit;
        }
    }
    return nullptr;
}

static QPushButton* button(QWidget* page, const QString& text)
{
    for (QPushButton* found : page->findChildren<QPushButton*>()) {
        if (found->text() == text) {
            return found;
        }
    }
    return nullptr;
}

void WindowTest::startPageChecksAndWishes()
{
    StartPage* start = window_->startPage();
    QSignalSpy host(start, &StartPage::hostWanted);
    QSignalSpy join(start, &StartPage::joinWanted);
    QTest::mouseClick(button(start, QStringLiteral("&Host a room")), Qt::LeftButton);
    QCOMPARE(host.count(), 0);
    QCOMPARE(field(start, QStringLiteral("Your name")), QApplication::focusWidget());
    start->setNick(QStringLiteral(" ada "));
    QTest::mouseClick(button(start, QStringLiteral("&Host a room")), Qt::LeftButton);
    QCOMPARE(host.count(), 1);
    QCOMPARE(host.at(0).at(0).toString(), QStringLiteral("ada"));
    QTest::mouseClick(button(start, QStringLiteral("&Join")), Qt::LeftButton);
    QCOMPARE(join.count(), 0);
    QLineEdit* address = field(start, QStringLiteral("Address of the server"));
    QTest::keyClicks(address, QStringLiteral("example.org:4777"));
    QTest::keyClick(address, Qt::Key_Return);
    QCOMPARE(join.count(), 1);
    QCOMPARE(join.at(0).at(0).toString(), QStringLiteral("example.org:4777"));
    QCOMPARE(join.at(0).at(1).toString(), QStringLiteral("ada"));
}

void WindowTest::startPageRemembersServers()
{
    StartPage* start = window_->startPage();
    start->setNick(QStringLiteral("ada"));
    start->setRecentServers(servers_.get());
    auto* list = start->findChild<QListView*>();
    QVERIFY(!list->isVisible());
    servers_->appendRow(serverRow(QStringLiteral("Workshop"), QStringLiteral("workshop.local:4777")));
    servers_->appendRow(serverRow({}, QStringLiteral("10.0.0.1:4777")));
    QVERIFY(list->isVisible());
    QSignalSpy join(start, &StartPage::joinWanted);
    QSignalSpy forget(start, &StartPage::forgetServer);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(servers_->index(0, 0)).center());
    QCOMPARE(join.count(), 1);
    list->setFocus();
    list->setCurrentIndex(servers_->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(join.count(), 2);
    QCOMPARE(join.at(1).at(0).toString(), QStringLiteral("10.0.0.1:4777"));
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(forget.count(), 1);
    QCOMPARE(forget.at(0).at(0).toInt(), 1);
}

void WindowTest::startPageIsBusy()
{
    StartPage* start = window_->startPage();
    QSignalSpy cancel(start, &StartPage::cancelWanted);
    start->setBusy(QStringLiteral("Connecting…"));
    QVERIFY(!button(start, QStringLiteral("&Host a room"))->isEnabled());
    QTest::mouseClick(button(start, QStringLiteral("Cancel")), Qt::LeftButton);
    QCOMPARE(cancel.count(), 1);
    start->setBusy({});
    QVERIFY(button(start, QStringLiteral("&Host a room"))->isEnabled());
}

void WindowTest::narrowWindows()
{
    ChatPage* page = chat();
    QVERIFY(page->people()->isVisible());
    QVERIFY(page->roomList()->isVisible());
    window_->resize(theme_->px(ChatPage::kPeopleWidth) - 40, 700);
    QTRY_VERIFY(!page->people()->isVisible());
    QVERIFY(page->roomList()->isVisible());
    page->showPeople(true);
    QVERIFY(page->people()->isVisible());
    page->showPeople(false);
    window_->resize(theme_->px(ChatPage::kRoomsWidth) - 40, 700);
    QTRY_VERIFY(page->roomsAreDrawer());
    QVERIFY(!page->roomList()->isVisible());
    page->showRooms(true);
    QVERIFY(page->roomList()->isVisible());
    page->roomList()->step(1);
    QVERIFY(!page->roomList()->isVisible());
    QTest::keyClick(window_.get(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(page->roomList()->isVisible());
    window_->resize(1200, 700);
    QTRY_VERIFY(page->people()->isVisible());
    QVERIFY(page->roomList()->isVisible());
    QVERIFY(!page->roomsAreDrawer());
    // Rooms are left of the timeline again.
    QVERIFY(page->roomList()->mapTo(page, QPoint()).x() < page->timeline()->mapTo(page, QPoint()).x());
}

void WindowTest::longNamesKeepTheWidth_data()
{
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("width");
    QTest::newRow("wide") << 1.0 << 1200;
    QTest::newRow("narrow") << 1.0 << 480;
    QTest::newRow("150 %") << 1.5 << 1200;
    QTest::newRow("150 %, narrow") << 1.5 << 700;
}

void WindowTest::longNamesKeepTheWidth()
{
    QFETCH(const double, scale);
    QFETCH(const int, width);
    theme_->set(ThemeMode::Light, scale);
    window_ = std::make_unique<MainWindow>(*theme_);
    ChatPage* page = chat();
    const QString name(200, u'W');
    rooms_->appendRow(roomRow(name, true, 123'456));
    people_->appendRow(personRow(name, true, true));
    timeline_->appendRow(messageRow({name, name, true, MessageState::Failed}));
    servers_->appendRow(serverRow(name, name));
    window_->startPage()->setRecentServers(servers_.get());
    window_->startPage()->setBusy(name);
    window_->startPage()->showJoinError(name + u' ' + name);
    page->header()->setRoom(name, false);
    page->header()->setTopic(name);
    page->header()->setMemberCount(1'234'567);
    page->roomList()->setServerName(name);
    page->roomList()->setCurrentRoom(name);
    page->composer()->setRoom(name);
    page->typingLine()->setTypists({name, name, name});
    found_->appendRow(foundRow(name + u' ' + name, name, 1, name));
    page->search()->setRoom(name);
    page->search()->setStatus({SearchStatus::State::Failed, name + u' ' + name});
    window_->connectionBar()->setState(ConnectionState::Online, name);
    HostStatus host;
    host.state = HostStatus::State::Running;
    host.port = 65535;
    host.connected = 99'999;
    window_->connectionBar()->setHost(host);
    window_->notices()->notify(Severity::Error, name + u' ' + name, QStringLiteral("Retry"));
    window_->setTitle(name, name);
    window_->show();
    window_->resize(width, 700);
    for (const bool search : {false, true}) {
        page->showSearch(search);
        QTest::qWait(50);
        QCOMPARE(window_->width(), width);
        for (const QWidget* widget : window_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->window() != window_.get()) {
                continue;
            }
            const int right = widget->mapTo(window_.get(), QPoint(widget->width(), 0)).x();
            QVERIFY2(right <= width,
                     qPrintable(QStringLiteral("%1 %2 ends at %3")
                                    .arg(QString::fromLatin1(widget->metaObject()->className()),
                                         widget->accessibleName(), QString::number(right))));
        }
        window_->grab();
    }
    window_->showStart();
    window_->grab();
    QCOMPARE(window_->width(), width);
    theme_->set(ThemeMode::Light, 1.0);
}

static bool takesKeyboard(const QWidget* widget)
{
    return widget->isVisible() && widget->isEnabled() &&
           (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
           !widget->objectName().startsWith(QStringLiteral("qt_")) && widget->focusProxy() == nullptr &&
           !widget->isWindow();
}

void WindowTest::focusableWidgetsHaveNames()
{
    chat();
    const auto check = [](QWidget* top) {
        for (QWidget* widget : top->findChildren<QWidget*>()) {
            if (!takesKeyboard(widget)) {
                continue;
            }
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(face != nullptr);
            QVERIFY2(!face->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                                widget->objectName()));
        }
    };
    check(window_.get());
    window_->chatPage()->showSearch(true);
    window_->chatPage()->search()->setStatus({SearchStatus::State::MoreThere, {}});
    check(window_.get());
    window_->chatPage()->setRoomShown(false);
    check(window_.get());
    window_->showStart();
    check(window_.get());
    NewRoomDialog newRoom(*theme_, 48, 250);
    SettingsDialog settings({QStringLiteral("ada")});
    HostPanel host(*theme_);
    WhatsNewDialog whatsNew(*theme_, {{QStringLiteral("0.2.0"), {QStringLiteral("A point")}}});
    for (QWidget* dialog : std::initializer_list<QWidget*>{&newRoom, &settings, &host, &whatsNew}) {
        dialog->show();
        check(dialog);
    }
}

void WindowTest::tabReachesEverything()
{
    chat();
    window_->activateWindow();
    for (const int page : {0, 1, 2}) {
        if (page == 1) {
            window_->chatPage()->showSearch(true);
            window_->chatPage()->search()->setStatus({SearchStatus::State::MoreThere, {}});
        } else if (page == 2) {
            window_->startPage()->setRecentServers(servers_.get());
            servers_->appendRow(serverRow(QStringLiteral("x"), QStringLiteral("x:1")));
            window_->showStart();
        }
        QSet<QWidget*> wanted;
        for (QWidget* widget : window_->findChildren<QWidget*>()) {
            if (takesKeyboard(widget)) {
                wanted << widget;
            }
        }
        QVERIFY(wanted.size() > 4);
        QWidget* first = *wanted.begin();
        first->setFocus();
        QSet<QWidget*> seen;
        for (int i = 0; i < 60; ++i) {
            seen << QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (QWidget* widget : wanted) {
            QVERIFY2(seen.contains(widget),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) +
                                widget->accessibleName()));
        }
    }
}

void WindowTest::shortcuts()
{
    ChatPage* page = chat();
    QSignalSpy newRoom(window_.get(), &MainWindow::newRoomWanted);
    QSignalSpy settings(window_.get(), &MainWindow::settingsWanted);
    QSignalSpy leave(window_.get(), &MainWindow::leaveRoomWanted);
    window_->activateWindow();
    QTest::keyClick(window_.get(), Qt::Key_N, Qt::ControlModifier);
    QTRY_COMPARE(newRoom.count(), 1);
    QTest::keyClick(window_.get(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_COMPARE(settings.count(), 1);
    QTest::keyClick(window_.get(), Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(page->roomList()->currentRoom(), QStringLiteral("random"));
    QTest::keyClick(window_.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(leave.count(), 1);
    QCOMPARE(leave.at(0).at(0).toString(), QStringLiteral("random"));
    QTest::keyClick(window_.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!page->people()->isVisible());
    QTest::keyClick(window_.get(), Qt::Key_F1);
    QTRY_VERIFY(window_->findChild<QDialog*>() != nullptr);
    window_->findChild<QDialog*>()->close();
    // Chat shortcuts do nothing on the start page.
    window_->showStart();
    QTest::keyClick(window_.get(), Qt::Key_N, Qt::ControlModifier);
    QTest::qWait(20);
    QCOMPARE(newRoom.count(), 1);
}

void WindowTest::notices()
{
    NoticeBar* notices = window_->notices();
    QVERIFY(!notices->isVisible());
    notices->notify(Severity::Success, QStringLiteral("14 missed, all recovered"));
    QVERIFY(notices->isVisible());
    notices->notify(Severity::Error, QStringLiteral("It failed"), QStringLiteral("Retry"));
    QSignalSpy action(notices, &NoticeBar::actionWanted);
    QTest::mouseClick(button(notices, QStringLiteral("Retry")), Qt::LeftButton);
    QCOMPARE(action.count(), 1);
    QVERIFY(!notices->isVisible());
    QSignalSpy dismissed(window_->news(), &NoticeBar::dismissed);
    window_->news()->announce(QStringLiteral("There is a newer one"));
    notices->notify(Severity::Error, QStringLiteral("It failed"));
    QVERIFY(window_->news()->isVisible());  // beside what is urgent
    window_->news()->dismiss();
    QCOMPARE(dismissed.count(), 1);
    notices->dismiss();
}

void WindowTest::statistics()
{
    StatisticsWindow statistics(*theme_);
    QVector<ConnectionSample> samples;
    const QDateTime now = QDateTime::currentDateTime();
    for (int i = 0; i < 700; ++i) {
        ConnectionSample sample;
        sample.at = now.addSecs(i - 700);
        sample.rttMs = i % 10 == 0 ? std::optional<double>() : 2.0 + i % 7;
        sample.messagesIn = i % 5;
        samples << sample;
    }
    statistics.setSamples(samples);
    statistics.show();
    QVERIFY(statistics.hasCharts());
    statistics.addSample(samples.last());
    statistics.grab();
    theme_->set(ThemeMode::Dark, 1.0);
    statistics.grab();
}

void WindowTest::textOfOthersIsPlain()
{
    chat();
    for (const QLabel* label : window_->findChildren<QLabel*>()) {
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    }
}

QTEST_MAIN(WindowTest)
#include "window_test.moc"
