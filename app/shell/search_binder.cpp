// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/search_binder.h"

#include "ui/chat_page.h"
#include "ui/search_panel.h"
#include "ui/timeline_view.h"

namespace snug::shell {

namespace {

using client::RoomSearch;
using Status = ui::SearchStatus;

Status statusOf(const RoomSearch& search)
{
    switch (search.state()) {
        case RoomSearch::State::Idle:
            return {Status::State::Idle, {}};
        case RoomSearch::State::Searching:
            return {Status::State::Searching, {}};
        case RoomSearch::State::MoreThere:
            return {Status::State::MoreThere, {}};
        case RoomSearch::State::Complete:
            return {Status::State::Complete, {}};
        case RoomSearch::State::Full:
            return {Status::State::Full, {}};
        case RoomSearch::State::Failed:
            return {Status::State::Failed, search.error().message};
    }
    return {};
}

}  // namespace

SearchBinder::SearchBinder(client::Workspace& workspace, const client::RoomState& room, ui::ChatPage& page,
                           const models::TimelineModel& timeline, QObject* parent)
    : QObject(parent)
    , workspace_(workspace)
    , room_(room)
    , page_(page)
    , timeline_(timeline)
    , search_(workspace.makeSearch(room.name()))
    , found_(*search_)
{
    bindPanel();
    connect(search_.get(), &RoomSearch::stateChanged, this, &SearchBinder::updateStatus);
    connect(&room, &client::RoomState::phaseChanged, this, &SearchBinder::updateLimits);
    // Queued: whoever shows the timeline takes the page first.
    connect(
        &workspace, &client::Workspace::olderFinished, this,
        [this](const QString& name) {
            if (name == room_.name()) {
                seek();
            }
        },
        Qt::QueuedConnection);
    updateStatus();
    updateLimits();
}

SearchBinder::~SearchBinder()
{
    ui::SearchPanel& panel = *page_.search();
    panel.setModel(nullptr);
    panel.setStatus({});
    panel.setRoom({});
    page_.showSearch(false);
}

void SearchBinder::bindPanel()
{
    ui::SearchPanel& panel = *page_.search();
    panel.setModel(&found_);
    panel.setRoom(room_.name());
    connect(&panel, &ui::SearchPanel::searchWanted, this, [this](const QString& text) {
        target_.reset();
        search_->start(text);
    });
    connect(&panel, &ui::SearchPanel::furtherWanted, search_.get(), &RoomSearch::goOn);
    connect(&panel, &ui::SearchPanel::resultChosen, this, [this](qulonglong seq, bool byKey) {
        target_ = Target{seq, byKey};
        seek();
    });
    connect(&panel, &ui::SearchPanel::cancelWanted, this, [this] { giveUp({}); });
    connect(&page_, &ui::ChatPage::searchClosed, this, [this] {
        giveUp({});
        search_->stop();
    });
}

void SearchBinder::updateStatus()
{
    page_.search()->setStatus(statusOf(*search_));
}

void SearchBinder::updateLimits()
{
    page_.search()->setMaxCharacters(workspace_.session().limits().searchCharacters);
}

// Towards the target by one page; again when it has come.
void SearchBinder::seek()
{
    if (!target_) {
        return;
    }
    const auto& head = room_.head();
    if (!head || head->epoch != search_->epoch()) {
        giveUp(tr("The room's messages have begun anew since. Search again."));
        return;
    }
    const QModelIndex row = timeline_.rowOf(target_->seq);
    if (row.isValid()) {
        arrive(row);
    } else if (!room_.isJoined()) {
        giveUp(tr("Not loaded, and there is no connection now. Try again when it is back."));
    } else if (room_.olderThere()) {
        page_.search()->setNote(tr("Loading…"), true);
        workspace_.loadOlder(room_.name());
    } else if (room_.timeline().entries().size() >= client::Timeline::kMost) {
        giveUp(tr("This is too far back to be shown among the other messages."));
    } else {
        giveUp(tr("This is no longer there."));
    }
}

void SearchBinder::arrive(const QModelIndex& row)
{
    const bool byKey = target_->byKey;
    giveUp({});
    const bool covered = page_.searchIsDrawer();
    if (covered) {
        page_.showSearch(false);
    }
    page_.timeline()->showRow(row);
    if (byKey || covered) {
        page_.timeline()->setFocus(Qt::OtherFocusReason);
    }
}

void SearchBinder::giveUp(const QString& why)
{
    target_.reset();
    page_.search()->setNote(why);
}

}  // namespace snug::shell
