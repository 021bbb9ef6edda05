// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "client/workspace.h"
#include "models/people_model.h"
#include "models/timeline_model.h"
#include "shell/search_binder.h"

namespace snug::ui {
class ChatPage;
}

namespace snug::shell {

// One room shown in the chat page: its timeline, people, topic, search, and what is written in it. Made when
// the room is chosen, gone when another is. GUI thread. Borrows all; goes before the room.
class RoomBinder : public QObject {
    Q_OBJECT

public:
    RoomBinder(client::Workspace& workspace, client::RoomState& room, ui::ChatPage& page,
               QObject* parent = nullptr);
    ~RoomBinder() override;

    const QString& room() const { return name_; }

Q_SIGNALS:
    // A link to a server, clicked in a message.
    void inviteFollowed(const QString& link);

private:
    void bindHeader();
    void bindTimeline();
    void bindPeople();
    void bindComposer();
    void updateComposer();
    void updateReading();

    client::Workspace& workspace_;
    client::RoomState& room_;
    ui::ChatPage& page_;
    const QString name_;
    models::TimelineModel timeline_;
    models::PeopleModel people_;
    SearchBinder search_;
};

}  // namespace snug::shell
