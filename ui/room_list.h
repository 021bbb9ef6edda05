// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QLabel;
class QLineEdit;
class QMenu;
class QModelIndex;
class QToolButton;

namespace snug::ui {

class ElidedLabel;
class RoomFilter;
class RoomListView;
class Theme;

// The left side: the server's name, a filter, the rooms one is in and below them the others. GUI thread;
// borrows theme and model. Rooms are named, never numbered, because the list sorts and filters.
class RoomList : public QWidget {
    Q_OBJECT

public:
    explicit RoomList(const Theme& theme, QWidget* parent = nullptr);

    // Rows of RoomRole, in any order; may be null.
    void setModel(QAbstractItemModel* model);
    void setServerName(const QString& name);
    // The program's menu, behind a button beside the server's name. Borrowed.
    void setMenu(QMenu* menu);
    QToolButton* menuButton() const { return menu_; }

    // Marks the room whose timeline is shown, without emitting anything. Empty: none. The mark stays with the
    // name, also when the room comes into the model later.
    void setCurrentRoom(const QString& name);
    QString currentRoom() const { return current_; }

    // Ctrl+K: the cursor into the filter, its text selected. Enter there opens the first match, Esc clears.
    void focusFilter();
    // Next (+1) or previous (−1) joined room in the order shown, round and round; emits roomChosen.
    void step(int by);
    // The same, among joined rooms with unread messages.
    void stepUnread(int by);

    QWidget* list() const;

Q_SIGNALS:
    void roomChosen(const QString& name);  // joined: show it
    void joinWanted(const QString& name);  // not joined
    void leaveWanted(const QString& name);
    void newRoomWanted();
    // The end of the list was reached by scrolling; a server with many rooms gives the next page.
    void moreWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void showMenu(const QPoint& at);
    void restoreCurrent();
    bool filterKey(int key);
    bool listKey(int key);
    void updateEmpty();
    QModelIndex indexOf(const QString& name) const;
    void stepWhere(int by, bool unreadOnly);

    ElidedLabel* server_ = nullptr;
    QToolButton* menu_ = nullptr;
    QLineEdit* filter_ = nullptr;
    RoomListView* view_ = nullptr;
    QLabel* empty_ = nullptr;
    RoomFilter* proxy_ = nullptr;
    QString current_;
};

}  // namespace snug::ui
