// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Workspace that deals with its rooms and what the person wishes of them.
#include "client/workspace.h"
#include "protocol/names.h"

namespace snug::client {

namespace {
constexpr int kNonceBytes = 16;
}

RoomState* Workspace::room(const QString& name) const
{
    Room* found = findAnyForm(name);
    return found == nullptr ? nullptr : &found->state;
}

QStringList Workspace::roomNames() const
{
    QStringList names;
    for (const auto& [name, room] : rooms_) {
        names.append(name);
    }
    return names;
}

Room* Workspace::find(const QString& name) const
{
    const auto found = rooms_.find(name);
    return found == rooms_.end() ? nullptr : found->second.get();
}

Room* Workspace::findAnyForm(const QString& name) const
{
    if (Room* found = find(name)) {
        return found;
    }
    const auto canonical = protocol::canonicalRoom(name, session_.limits());
    return canonical ? find(*canonical) : nullptr;
}

Room& Workspace::addRoom(const QString& name)
{
    const auto [place, isNew] =
        rooms_.emplace(name, std::make_unique<Room>(session_, name, self_, options_.random));
    Room& room = *place->second;
    const RoomMemory memory = archive_.room(name);
    room.state.restore(memory.readTo, memory.draft);
    for (const Outgoing& message : outbox_.messages()) {
        if (message.room == name) {
            room.state.putPending(message);
        }
    }
    connectRoom(room);
    Q_EMIT roomAdded(name);
    return room;
}

void Workspace::connectRoom(Room& room)
{
    RoomState* state = &room.state;
    const QString name = state->name();
    connect(state, &RoomState::phaseChanged, this,
            [this, state] { outbox_.setReady(state->name(), state->phase() == RoomPhase::Live); });
    connect(state, &RoomState::ownSeen, &outbox_, &Outbox::confirm);
    connect(state, &RoomState::unreadChanged, this,
            [this, state] { archive_.setReadTo(state->name(), state->unread().readTo()); });
    connect(state, &RoomState::draftChanged, this,
            [this, state] { archive_.setDraft(state->name(), state->draft()); });
    connect(&room.sync, &RoomSync::caughtUp, this, [this, name](int missed, bool gap) {
        asked_.remove(name);
        archive_.setJoined(name, true);
        report(recovery_.caughtUp(name, missed, gap));
    });
    // Queued: the room may go, and it is the room that speaks.
    connect(
        &room.sync, &RoomSync::refused, this, [this, name] { onRefused(name); }, Qt::QueuedConnection);
    connect(&room.sync, &RoomSync::olderFinished, this,
            [this, name](bool moreThere) { Q_EMIT olderFinished(name, moreThere); });
}

void Workspace::onRefused(const QString& name)
{
    Room* room = find(name);
    if (room == nullptr || room->state.phase() != RoomPhase::Refused) {
        return;
    }
    const protocol::Error error = room->state.refusal().value_or(protocol::Error{});
    report(recovery_.gaveUp(name));
    if (asked_.remove(name)) {
        outbox_.discardRoom(name);
        removeRoom(name);
        Q_EMIT joinFailed(name, error);
    }
}

void Workspace::report(const std::optional<RecoveryReport>& report)
{
    if (report) {
        Q_EMIT recovered(*report);
    }
}

void Workspace::removeRoom(const QString& name)
{
    // Told before it goes, so that whoever shows it can let go.
    const auto found = rooms_.extract(name);
    if (!found.empty()) {
        outbox_.setReady(name, false);
        Q_EMIT roomRemoved(name);
    }
}

void Workspace::join(const QString& name)
{
    const auto canonical = protocol::canonicalRoom(name, session_.limits());
    if (!canonical) {
        Q_EMIT joinFailed(name, canonical.error());
        return;
    }
    Room* room = find(*canonical);
    if (room == nullptr) {
        if (static_cast<int>(rooms_.size()) >= Archive::kMostRooms) {
            Q_EMIT joinFailed(*canonical, protocol::makeError(protocol::ErrorCode::TooManyRooms));
            return;
        }
        asked_.insert(*canonical);
        leftUntold_.removeAll(*canonical);
        room = &addRoom(*canonical);
    }
    const RoomPhase phase = room->state.phase();
    if (session_.isOnline() && (phase == RoomPhase::Away || phase == RoomPhase::Refused)) {
        room->sync.enter();
    }
}

void Workspace::leave(const QString& name)
{
    const Room* room = findAnyForm(name);
    if (room == nullptr) {
        return;
    }
    const QString canonical = room->state.name();
    if (session_.isOnline()) {
        session_.tell(protocol::Leave{canonical});
    } else {
        leftUntold_.append(canonical);
    }
    forgetRoom(canonical);
}

void Workspace::forgetRoom(const QString& name)
{
    outbox_.discardRoom(name);
    asked_.remove(name);
    report(recovery_.gaveUp(name));
    removeRoom(name);
    archive_.setJoined(name, false);
    archive_.setDraft(name, {});
}

void Workspace::onRoomChange(const protocol::RoomChange& change)
{
    directory_.apply(change);
    const QString name = change.room.name;
    if (change.removed && find(name) != nullptr) {
        forgetRoom(name);
        Q_EMIT roomDeleted(name);
    }
}

void Workspace::create(const QString& name, const QString& topic, bool keep)
{
    session_.ask(protocol::CreateRoom{name, topic, keep}, this,
                 [this, name](const Outcome<protocol::Created>& outcome) {
                     if (outcome) {
                         join(outcome->room.name);
                     } else {
                         Q_EMIT createFailed(name, outcome.error().error);
                     }
                 });
}

base::Result<QString, protocol::Error> Workspace::send(const QString& name, const QString& text)
{
    Room* room = findAnyForm(name);
    if (room == nullptr) {
        return protocol::makeError(protocol::ErrorCode::NotMember);
    }
    const auto fit = protocol::canonicalText(text, session_.limits().textCharacters, false);
    if (!fit) {
        return fit.error();
    }
    room->sync.typing(false);
    return outbox_.add(room->state.name(), *fit, base::Now::read().wall);
}

void Workspace::setTopic(const QString& name, const QString& topic)
{
    const QString nonce = QString::fromLatin1(base::secureRandomText(kNonceBytes));
    session_.ask(protocol::SetTopic{name, topic, nonce}, this,
                 [this, name](const Outcome<protocol::Sent>& outcome) {
                     if (!outcome) {
                         Q_EMIT topicFailed(name, outcome.error().error);
                     }
                 });
}

void Workspace::loadOlder(const QString& name)
{
    if (Room* room = findAnyForm(name)) {
        room->sync.loadOlder();
    }
}

void Workspace::loadPeople(const QString& name)
{
    if (Room* room = findAnyForm(name)) {
        room->sync.loadPeople();
    }
}

std::unique_ptr<RoomSearch> Workspace::makeSearch(const QString& room)
{
    return std::make_unique<RoomSearch>(session_, room, options_.random);
}

void Workspace::typing(const QString& name, bool active)
{
    if (Room* room = findAnyForm(name)) {
        room->sync.typing(active);
    }
}

void Workspace::setDraft(const QString& name, const QString& draft)
{
    if (Room* room = findAnyForm(name)) {
        room->state.setDraft(draft);
    }
}

void Workspace::setStatus(protocol::PresenceState status)
{
    if (status != status_) {
        status_ = status;
        session_.tell(protocol::SetStatus{status});
    }
}

void Workspace::setReading(const QString& name, bool reading)
{
    if (Room* room = findAnyForm(name)) {
        room->state.setReading(reading);
    }
}

void Workspace::release(const QString& name)
{
    if (Room* room = findAnyForm(name)) {
        room->state.setReading(false);
        room->state.release();
    }
}

}  // namespace snug::client
