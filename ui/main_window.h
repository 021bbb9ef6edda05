// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

class QAction;
class QMenu;
class QStackedWidget;

namespace snug::ui {

class ChatPage;
class ConnectionBar;
class NoticeBar;
class StartPage;
class Theme;

// The window: start page or chat page, a line for notices, the status bar, one menu behind a button (F10),
// and every shortcut. GUI thread; borrows the theme. What is chosen in the menu comes out as a signal.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Theme& theme, QWidget* parent = nullptr);

    StartPage* startPage() const { return start_; }
    // Made on first use, so that the start page is there sooner.
    ChatPage* chatPage();
    ConnectionBar* connectionBar() const { return connection_; }
    NoticeBar* notices() const { return notices_; }
    // A line of its own for what can wait, so that no notice takes its place.
    NoticeBar* news() const { return news_; }

    void showStart();
    void showChat();
    bool isChatShown() const;
    // Whether the person is an administrator of the server they are connected to. While connected the menu
    // has the administration then, and otherwise how to become one.
    void setMayAdminister(bool may);
    // Shown in the title: "lobby — Ada's computer — Snug". Either may be empty.
    void setTitle(const QString& room, const QString& server);

Q_SIGNALS:
    // From the menu, a shortcut or the chat page's own buttons: the only place to bind these three to.
    void newRoomWanted();
    void leaveRoomWanted(const QString& room);
    void inviteWanted(const QString& room);  // a link to this room, to be given to others
    void disconnectWanted();                 // back to the start page
    void settingsWanted();
    void statisticsWanted();      // the status bar's click among them
    void hostPanelWanted();       // the same
    void administrationWanted();  // the same
    void claimWanted();           // become the administrator of a server that has none
    void whatsNewWanted();
    void quitWanted();
    // The person closed the window; it hides after this.
    void closed();

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void makeMenu();
    void addRoomActions(QMenu* menu);
    void popUpMenu();
    void updateActions();
    void showShortcuts();
    void showAbout();
    // An action with its shortcut, listed in the overview; `inChat` ones are off on the start page.
    template <class Slot>
    QAction* add(QMenu* menu, const QString& text, const QString& keys, bool inChat, Slot slot);

    Theme& theme_;
    QMenu* menu_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    StartPage* start_ = nullptr;
    ChatPage* chat_ = nullptr;
    NoticeBar* notices_ = nullptr;
    NoticeBar* news_ = nullptr;
    ConnectionBar* connection_ = nullptr;
    QList<QAction*> chatActions_;
    QAction* administer_ = nullptr;
    QAction* claim_ = nullptr;
    bool mayAdminister_ = false;
};

}  // namespace snug::ui
