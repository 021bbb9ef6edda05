// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/room_binder.h"

#include <QDesktopServices>
#include <QGuiApplication>
#include <QScrollBar>

#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/people_view.h"
#include "ui/room_header.h"
#include "ui/timeline_view.h"
#include "ui/typing_line.h"

namespace snug::shell {

RoomBinder::RoomBinder(client::Workspace& workspace, client::RoomState& room, ui::ChatPage& page,
                       QObject* parent)
    : QObject(parent)
    , workspace_(workspace)
    , room_(room)
    , page_(page)
    , name_(room.name())
    , timeline_(room)
    , people_(room)
    , search_(workspace, room, page, timeline_)
{
    bindHeader();
    bindTimeline();
    bindPeople();
    bindComposer();
    page_.setRoomShown(true);
}

RoomBinder::~RoomBinder()
{
    workspace_.setDraft(name_, page_.composer()->text());  // the composer tells of it only now and then
    page_.timeline()->setModel(nullptr);
    page_.people()->setModel(nullptr);
    workspace_.release(name_);
}

void RoomBinder::bindHeader()
{
    ui::RoomHeader& header = *page_.header();
    const auto update = [this, &header] {
        header.setRoom(name_, room_.keep());
        header.setTopic(room_.topic());
        header.setMemberCount(room_.people().count());
    };
    connect(&room_, &client::RoomState::topicChanged, this, update);
    connect(&room_, &client::RoomState::phaseChanged, this, update);
    connect(&room_.people(), &client::RoomPeople::countChanged, this, update);
    connect(&header, &ui::RoomHeader::topicWanted, this,
            [this](const QString& topic) { workspace_.setTopic(name_, topic); });
    update();
}

void RoomBinder::bindTimeline()
{
    ui::TimelineView& view = *page_.timeline();
    view.setModel(&timeline_);
    const auto updateOlder = [this, &view] { view.olderArrived(room_.isJoined() && room_.olderThere()); };
    const auto loadOlder = [this] {
        timeline_.setLoading(true);
        workspace_.loadOlder(name_);
    };
    connect(&view, &ui::TimelineView::olderWanted, this, loadOlder);
    connect(&view, &ui::TimelineView::gapActivated, this, loadOlder);
    connect(&workspace_, &client::Workspace::olderFinished, this,
            [this, &view](const QString& room, bool moreThere) {
                if (room == name_) {
                    timeline_.setLoading(false);
                    view.olderArrived(moreThere);
                }
            });
    connect(&room_, &client::RoomState::marksChanged, this, updateOlder);
    connect(&room_, &client::RoomState::phaseChanged, this, updateOlder);
    updateOlder();
    connect(&view, &ui::TimelineView::retryWanted, this,
            [this](const QString& nonce) { workspace_.retry(nonce); });
    connect(&view, &ui::TimelineView::discardWanted, this,
            [this](const QString& nonce) { workspace_.discard(nonce); });
    connect(&view, &ui::TimelineView::linkActivated, this, [this](const QUrl& url) {
        if (url.scheme() == u"snug") {
            Q_EMIT inviteFollowed(url.toString(QUrl::FullyEncoded));
        } else {
            QDesktopServices::openUrl(url);
        }
    });
    connect(&view, &ui::TimelineView::newestSeen, this, &RoomBinder::updateReading);
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, &RoomBinder::updateReading);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, &RoomBinder::updateReading);
}

// Read is what stands before the person's eyes: the newest, in a window that has the keyboard.
void RoomBinder::updateReading()
{
    const ui::TimelineView& view = *page_.timeline();
    workspace_.setReading(name_, view.isVisible() && view.isActiveWindow() && view.isAtBottom());
}

void RoomBinder::bindPeople()
{
    ui::PeopleView& view = *page_.people();
    view.setModel(&people_);
    const auto updateCount = [this, &view] { view.setTotal(room_.people().count()); };
    const auto updateTyping = [this] { page_.typingLine()->setTypists(room_.people().typingNicks()); };
    connect(&room_.people(), &client::RoomPeople::countChanged, this, updateCount);
    connect(&room_.people(), &client::RoomPeople::typingChanged, this, updateTyping);
    connect(&view, &ui::PeopleView::moreWanted, this, [this] { workspace_.loadPeople(name_); });
    updateCount();
    updateTyping();
}

void RoomBinder::bindComposer()
{
    ui::Composer& composer = *page_.composer();
    composer.setRoom(name_);
    composer.setText(room_.draft());
    connect(&composer, &ui::Composer::sendWanted, this, [this, &composer](const QString& text) {
        const auto sent = workspace_.send(name_, text);
        if (!sent) {
            composer.setText(text);  // nothing that was written is lost
            composer.setDisabledReason(sent.error().message);
            return;
        }
        page_.timeline()->scrollToNewest();
    });
    connect(&composer, &ui::Composer::draftChanged, this,
            [this](const QString& text) { workspace_.setDraft(name_, text); });
    connect(&composer, &ui::Composer::typingChanged, this,
            [this](bool typing) { workspace_.typing(name_, typing); });
    connect(&room_, &client::RoomState::phaseChanged, this, &RoomBinder::updateComposer);
    connect(&workspace_.outbox(), &client::Outbox::messageChanged, this, &RoomBinder::updateComposer);
    updateComposer();
}

void RoomBinder::updateComposer()
{
    page_.composer()->setMaxCharacters(workspace_.session().limits().textCharacters);
    page_.header()->setMaxTopic(workspace_.session().limits().topicCharacters);
    const bool refused = room_.phase() == client::RoomPhase::Refused && room_.refusal();
    page_.composer()->setDisabledReason(refused ? room_.refusal()->message : QString());
}

}  // namespace snug::shell
