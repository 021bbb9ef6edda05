// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/chat_binder.h"

#include <QMessageBox>
#include <QPushButton>

#include "protocol/names.h"
#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/main_window.h"
#include "ui/new_room_dialog.h"
#include "ui/notice_bar.h"
#include "ui/room_list.h"

namespace snug::shell {

const QString& ChatBinder::firstRoom()
{
    static const QString name = QStringLiteral("lobby");
    return name;
}

ChatBinder::ChatBinder(client::Workspace& workspace, ui::MainWindow& window, const ui::Theme& theme,
                       const Rooms& rooms, QObject* parent)
    : QObject(parent)
    , workspace_(workspace)
    , window_(window)
    , theme_(theme)
    , page_(*window.chatPage())
    , rooms_(workspace)
    , wanted_(rooms.last)
    , invited_(rooms.invited)
{
    bindRooms();
    connect(&workspace, &client::Workspace::welcomed, this, &ChatBinder::onWelcomed);
    connect(&workspace, &client::Workspace::roomAdded, this, &ChatBinder::onRoomAdded);
    connect(&workspace, &client::Workspace::roomRemoved, this, &ChatBinder::onRoomRemoved);
    connect(&workspace, &client::Workspace::createFailed, this, &ChatBinder::onCreateFailed);
    const auto tell = [this](const QString& name, const protocol::Error& error) {
        window_.notices()->notify(ui::Severity::Error, tr("%1: %2").arg(name, error.message));
    };
    connect(&workspace, &client::Workspace::joinFailed, this, tell);
    connect(&workspace, &client::Workspace::joinFailed, this, &ChatBinder::onJoinFailed);
    connect(&workspace, &client::Workspace::topicFailed, this, tell);
    connect(&window, &ui::MainWindow::newRoomWanted, this, &ChatBinder::askForNewRoom);
    connect(&window, &ui::MainWindow::leaveRoomWanted, this, &ChatBinder::askToLeave);
    openAny();
    if (!invited_.isEmpty()) {
        enter(invited_);
    }
    if (workspace.session().state().phase == client::ConnectionPhase::Online) {
        onWelcomed();
    }
}

ChatBinder::~ChatBinder()
{
    current_.reset();
    page_.roomList()->setModel(nullptr);
}

void ChatBinder::bindRooms()
{
    ui::RoomList& list = *page_.roomList();
    list.setModel(&rooms_);
    list.setServerName(workspace_.server().name);
    connect(&list, &ui::RoomList::roomChosen, this, &ChatBinder::open);
    connect(&list, &ui::RoomList::joinWanted, this, &ChatBinder::wish);
    connect(&list, &ui::RoomList::moreWanted, this, [this] { workspace_.loadRooms(); });
}

void ChatBinder::onWelcomed()
{
    page_.roomList()->setServerName(workspace_.server().name);
    if (workspace_.roomNames().isEmpty()) {
        wish(firstRoom());
    }
    updateTitle();
}

void ChatBinder::enter(const QString& room)
{
    if (workspace_.room(room) != nullptr) {
        open(room);
    } else {
        wish(room);
    }
}

// Who was invited to a room that is not to be had begins where everybody does.
void ChatBinder::onJoinFailed(const QString& room, const protocol::Error& /*error*/)
{
    if (room == invited_ && workspace_.roomNames().isEmpty()) {
        wish(firstRoom());
    }
}

void ChatBinder::wish(const QString& room)
{
    wanted_ = room;
    workspace_.join(room);
}

// By value: what goes on the way may be where the name was.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
void ChatBinder::open(QString room)
{
    client::RoomState* const state = workspace_.room(room);
    if (state == nullptr || currentRoom() == room) {
        return;
    }
    wanted_.clear();
    current_.reset();  // first, so that two rooms never share the page
    current_ = std::make_unique<RoomBinder>(workspace_, *state, page_);
    connect(current_.get(), &RoomBinder::inviteFollowed, this, &ChatBinder::inviteFollowed);
    page_.roomList()->setCurrentRoom(room);
    page_.showRooms(false);
    page_.composer()->focusText();
    updateTitle();
}

void ChatBinder::openAny()
{
    const QStringList names = workspace_.roomNames();
    if (names.contains(wanted_)) {
        open(wanted_);
    } else if (!names.isEmpty()) {
        open(names.constFirst());
    } else {
        page_.setRoomShown(false);
        page_.roomList()->setCurrentRoom(QString());
        updateTitle();
    }
}

void ChatBinder::onRoomAdded(const QString& room)
{
    if (newRoom_) {
        newRoom_->accept();
    }
    if (!current_ || room == wanted_) {
        open(room);
    }
}

void ChatBinder::onRoomRemoved(const QString& room)
{
    if (currentRoom() == room) {
        current_.reset();
        openAny();
    }
}

void ChatBinder::askForNewRoom()
{
    if (newRoom_) {
        newRoom_->raise();
        return;
    }
    const protocol::Limits& limits = workspace_.session().limits();
    newRoom_ = new ui::NewRoomDialog(theme_, limits.roomCharacters, limits.topicCharacters, &window_);
    newRoom_->setAttribute(Qt::WA_DeleteOnClose);
    connect(newRoom_, &ui::NewRoomDialog::createWanted, this,
            [this, limits](const QString& name, const QString& topic, bool keep) {
                const auto canonical = protocol::canonicalRoom(name, limits);
                if (!canonical) {
                    newRoom_->showError(canonical.error().message);
                    return;
                }
                wanted_ = *canonical;
                workspace_.create(name, topic, keep);
            });
    newRoom_->open();
}

void ChatBinder::onCreateFailed(const QString& room, const protocol::Error& error)
{
    if (newRoom_) {
        newRoom_->showError(error.message);
    } else {
        window_.notices()->notify(ui::Severity::Error, tr("%1: %2").arg(room, error.message));
    }
}

void ChatBinder::askToLeave(const QString& room)
{
    const client::RoomState* const state = workspace_.room(room);
    if (state == nullptr) {
        return;
    }
    if (!state->pending().isEmpty()) {
        QMessageBox box(QMessageBox::Question, tr("Leave room"),
                        tr("%n message(s) to %1 are not sent yet and would be deleted. Leave all the same?",
                           nullptr, static_cast<int>(state->pending().size()))
                            .arg(room),
                        QMessageBox::Cancel, &window_);
        box.setTextFormat(Qt::PlainText);
        const QAbstractButton* const leave = box.addButton(tr("Leave"), QMessageBox::DestructiveRole);
        box.exec();
        if (box.clickedButton() != leave) {
            return;
        }
    }
    workspace_.leave(room);
}

void ChatBinder::updateTitle()
{
    window_.setTitle(currentRoom(), workspace_.server().name);
}

}  // namespace snug::shell
