// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "client/workspace.h"
#include "models/search_model.h"
#include "models/timeline_model.h"

namespace snug::ui {
class ChatPage;
}

namespace snug::shell {

// The search in the room that is shown, and the way from what was found to its place in the timeline: older
// pages are loaded until it is there. Part of RoomBinder. GUI thread. Borrows all. Bounds: those of the
// search and of the timeline.
class SearchBinder : public QObject {
    Q_OBJECT

public:
    SearchBinder(client::Workspace& workspace, const client::RoomState& room, ui::ChatPage& page,
                 const models::TimelineModel& timeline, QObject* parent = nullptr);
    ~SearchBinder() override;

private:
    void bindPanel();
    void updateStatus();
    void updateLimits();
    void seek();
    void arrive(const QModelIndex& row);
    void giveUp(const QString& why);

    // An entry that the person wants to see.
    struct Target {
        quint64 seq = 0;
        bool byKey = false;
    };

    client::Workspace& workspace_;
    const client::RoomState& room_;
    ui::ChatPage& page_;
    const models::TimelineModel& timeline_;
    const std::unique_ptr<client::RoomSearch> search_;
    models::SearchModel found_;
    std::optional<Target> target_;
};

}  // namespace snug::shell
