// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <QCloseEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/about_dialog.h"
#include "ui/chat_page.h"
#include "ui/connection_bar.h"
#include "ui/icons.h"
#include "ui/notice_bar.h"
#include "ui/plain_text.h"
#include "ui/room_header.h"
#include "ui/room_list.h"
#include "ui/shortcuts_dialog.h"
#include "ui/start_page.h"
#include "ui/theme.h"
#include "ui/timeline_view.h"

namespace snug::ui {

MainWindow::MainWindow(Theme& theme, QWidget* parent)
    : QMainWindow(parent)
    , theme_(theme)
{
    setWindowIcon(applicationIcon());
    auto* body = new QWidget(this);
    notices_ = new NoticeBar(theme, body);
    news_ = new NoticeBar(theme, body);
    pages_ = new QStackedWidget(body);
    start_ = new StartPage(theme, pages_);
    pages_->addWidget(start_);
    connection_ = new ConnectionBar(theme, body);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(notices_);
    layout->addWidget(news_);
    layout->addWidget(pages_, 1);
    layout->addWidget(connection_);
    setCentralWidget(body);
    makeMenu();
    start_->setMenu(menu_);
    connect(connection_, &ConnectionBar::statisticsWanted, this, &MainWindow::statisticsWanted);
    connect(connection_, &ConnectionBar::hostPanelWanted, this, &MainWindow::hostPanelWanted);
    connect(connection_, &ConnectionBar::administrationWanted, this, &MainWindow::administrationWanted);
    resize(theme.px(1080), theme.px(700));
    setTitle({}, {});
    showStart();
}

ChatPage* MainWindow::chatPage()
{
    if (chat_ == nullptr) {
        chat_ = new ChatPage(theme_, pages_);
        chat_->roomList()->setMenu(menu_);
        pages_->addWidget(chat_);
        connect(chat_, &ChatPage::newRoomWanted, this, &MainWindow::newRoomWanted);
        connect(chat_, &ChatPage::inviteWanted, this, &MainWindow::inviteWanted);
        connect(chat_, &ChatPage::leaveRoomWanted, this, &MainWindow::leaveRoomWanted);
    }
    return chat_;
}

void MainWindow::showStart()
{
    pages_->setCurrentWidget(start_);
    updateActions();
}

void MainWindow::showChat()
{
    pages_->setCurrentWidget(chatPage());
    updateActions();
}

bool MainWindow::isChatShown() const
{
    return chat_ != nullptr && pages_->currentWidget() == chat_;
}

void MainWindow::setMayAdminister(bool may)
{
    mayAdminister_ = may;
    connection_->setMayAdminister(may);
    updateActions();
}

void MainWindow::setTitle(const QString& room, const QString& server)
{
    QStringList parts;
    if (!room.isEmpty()) {
        parts << QStringLiteral("#") + singleLine(room.left(60));
    }
    if (!server.isEmpty()) {
        parts << singleLine(server.left(60));
    }
    parts << tr("Snug");
    setWindowTitle(parts.join(QStringLiteral(" — ")));
}

bool MainWindow::event(QEvent* event)
{
    const bool done = QMainWindow::event(event);
    if (event->type() == QEvent::ThemeChange) {
        theme_.systemChanged();
    }
    return done;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    Q_EMIT closed();
    event->accept();
}

template <class Slot>
QAction* MainWindow::add(QMenu* menu, const QString& text, const QString& keys, bool inChat, Slot slot)
{
    QAction* action = menu->addAction(text);
    if (!keys.isEmpty()) {
        action->setShortcut(QKeySequence(keys, QKeySequence::PortableText));
    }
    if (inChat) {
        chatActions_ << action;
    }
    // On the window as well: a shortcut of a menu that is behind a button would not be heard.
    addAction(action);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void MainWindow::makeMenu()
{
    menu_ = new QMenu(this);
    addRoomActions(menu_->addMenu(tr("&Room")));
    menu_->addSeparator();
    add(menu_, tr("Connection s&tatistics"), QStringLiteral("Ctrl+Shift+S"), false,
        &MainWindow::statisticsWanted);
    add(menu_, tr("&Hosting…"), QStringLiteral("Ctrl+Shift+H"), false, &MainWindow::hostPanelWanted);
    administer_ = add(menu_, tr("Ad&minister…"), QStringLiteral("Ctrl+Shift+A"), false,
                      &MainWindow::administrationWanted);
    claim_ = add(menu_, tr("C&laim this server…"), {}, false, &MainWindow::claimWanted);
    add(menu_, tr("&Settings…"), QStringLiteral("Ctrl+,"), false, &MainWindow::settingsWanted);
    menu_->addSeparator();
    add(menu_, tr("&Keyboard shortcuts"), QStringLiteral("F1"), false, &MainWindow::showShortcuts);
    add(menu_, tr("&What's new"), {}, false, &MainWindow::whatsNewWanted);
    add(menu_, tr("&About Snug"), {}, false, &MainWindow::showAbout);
    menu_->addSeparator();
    add(menu_, tr("&Disconnect"), QStringLiteral("Ctrl+Shift+D"), true, &MainWindow::disconnectWanted);
    add(menu_, tr("&Quit"), QStringLiteral("Ctrl+Q"), false, &MainWindow::quitWanted);
    auto* open = new QAction(tr("Open the menu"), this);
    open->setShortcut(QKeySequence(Qt::Key_F10));
    addAction(open);
    connect(open, &QAction::triggered, this, &MainWindow::popUpMenu);
}

void MainWindow::addRoomActions(QMenu* menu)
{
    add(menu, tr("&New room…"), QStringLiteral("Ctrl+N"), true, &MainWindow::newRoomWanted);
    add(menu, tr("&Find a room"), QStringLiteral("Ctrl+K"), true, [this] {
        chat_->showRooms(true);
        chat_->roomList()->focusFilter();
    });
    add(menu, tr("Ne&xt room"), QStringLiteral("Alt+Down"), true, [this] { chat_->roomList()->step(1); });
    add(menu, tr("&Previous room"), QStringLiteral("Alt+Up"), true, [this] { chat_->roomList()->step(-1); });
    add(menu, tr("Next &unread room"), QStringLiteral("Alt+Shift+Down"), true,
        [this] { chat_->roomList()->stepUnread(1); });
    add(menu, tr("Previous un&read room"), QStringLiteral("Alt+Shift+Up"), true,
        [this] { chat_->roomList()->stepUnread(-1); });
    menu->addSeparator();
    add(menu, tr("&Jump to newest"), QStringLiteral("Ctrl+J"), true,
        [this] { chat_->timeline()->scrollToNewest(); });
    add(menu, tr("Sear&ch the room"), QStringLiteral("Ctrl+F"), true, [this] { chat_->showSearch(true); });
    add(menu, tr("Change &topic"), QStringLiteral("Ctrl+T"), true, [this] {
        if (chat_->isRoomShown()) {
            chat_->header()->editTopic();
        }
    });
    add(menu, tr("Show pe&ople"), QStringLiteral("Ctrl+Shift+P"), true,
        [this] { chat_->showPeople(!chat_->peopleShown()); });
    add(menu, tr("&Show rooms"), QStringLiteral("Ctrl+Shift+R"), true,
        [this] { chat_->showRooms(!chat_->roomList()->isVisible()); });
    add(menu, tr("Next p&art of the window"), QStringLiteral("F6"), true, [this] { chat_->focusNextPane(); });
    add(menu, tr("Copy &invite link"), QStringLiteral("Ctrl+Shift+I"), true, [this] {
        if (chat_->isRoomShown()) {
            Q_EMIT inviteWanted(chat_->roomList()->currentRoom());
        }
    });
    menu->addSeparator();
    add(menu, tr("&Leave room"), QStringLiteral("Ctrl+Shift+L"), true, [this] {
        if (chat_->isRoomShown()) {
            Q_EMIT leaveRoomWanted(chat_->roomList()->currentRoom());
        }
    });
}

void MainWindow::popUpMenu()
{
    const QToolButton* button = isChatShown() ? chat_->roomList()->menuButton() : start_->menuButton();
    const bool there = button->isVisible();
    menu_->popup(there ? button->mapToGlobal(button->rect().bottomLeft()) : mapToGlobal(QPoint(0, 0)));
}

void MainWindow::updateActions()
{
    for (QAction* action : std::as_const(chatActions_)) {
        action->setEnabled(isChatShown());
    }
    connection_->setVisible(isChatShown());
    administer_->setVisible(isChatShown() && mayAdminister_);
    claim_->setVisible(isChatShown() && !mayAdminister_);
}

void MainWindow::showShortcuts()
{
    QList<ShortcutLine> lines;
    for (const QAction* action : actions()) {
        if (action->isVisible() && !action->shortcut().isEmpty()) {
            const QString what = action->text().remove(u'&').remove(u'…');
            lines.append({action->shortcut().toString(QKeySequence::NativeText), what});
        }
    }
    lines.append({tr("Enter"), tr("Send the message")});
    lines.append({tr("Shift+Enter"), tr("New line in the message")});
    lines.append({tr("Page Up, Page Down"), tr("Scroll the messages while writing")});
    lines.append({tr("Up in an empty message"), tr("Go to the messages: arrows choose, Ctrl+C copies")});
    lines.append({tr("Esc"), tr("In the search: empty the field, then close it")});
    lines.append({tr("Delete"), tr("In a list: leave the room, forget the server")});
    auto* dialog = new ShortcutsDialog(theme_, lines, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showAbout()
{
    auto* dialog = new AboutDialog(theme_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}  // namespace snug::ui
