// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>

#include "client/workspace.h"
#include "models/room_list_model.h"
#include "shell/room_binder.h"

namespace snug::ui {
class ChatPage;
class MainWindow;
class NewRoomDialog;
class Theme;
}  // namespace snug::ui

namespace snug::shell {

// A workspace shown in the chat page: the rooms, which of them is open, joining, making and leaving them.
// GUI thread. Borrows all; goes before the workspace.
class ChatBinder : public QObject {
    Q_OBJECT

public:
    // The room that somebody with no room yet is brought to.
    static const QString& firstRoom();

    // Where to begin.
    struct Rooms {
        QString last;     // opened as soon as one is in it; empty: any
        QString invited;  // joined and opened before that; empty: none
    };

    ChatBinder(client::Workspace& workspace, ui::MainWindow& window, const ui::Theme& theme,
               const Rooms& rooms, QObject* parent = nullptr);
    ~ChatBinder() override;

    // Joins the room where one is not in it, and opens it.
    void enter(const QString& room);

    QString currentRoom() const { return current_ ? current_->room() : QString(); }

Q_SIGNALS:
    // A link to a server, clicked in a message.
    void inviteFollowed(const QString& link);

private:
    void bindRooms();
    void onWelcomed();
    void open(QString room);  // a copy: it may be wanted_ itself
    void openAny();
    void onRoomAdded(const QString& room);
    void onRoomRemoved(const QString& room);
    void onJoinFailed(const QString& room, const protocol::Error& error);
    void wish(const QString& room);
    void askForNewRoom();
    void askToLeave(const QString& room);
    void onCreateFailed(const QString& room, const protocol::Error& error);
    void updateTitle();

    client::Workspace& workspace_;
    ui::MainWindow& window_;
    const ui::Theme& theme_;
    ui::ChatPage& page_;
    models::RoomListModel rooms_;
    std::unique_ptr<RoomBinder> current_;
    QPointer<ui::NewRoomDialog> newRoom_;
    QString wanted_;  // to be opened when it is there
    const QString invited_;
};

}  // namespace snug::shell
