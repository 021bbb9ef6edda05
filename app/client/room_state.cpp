// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/room_state.h"

namespace snug::client {

RoomState::RoomState(QString name, Self self, QObject* parent)
    : QObject(parent)
    , name_(std::move(name))
    , self_(std::move(self))
{
}

void RoomState::restore(const protocol::Position& readTo, const QString& draft)
{
    unread_.restore(readTo);
    draft_ = draft;
}

void RoomState::setSelf(const Self& self)
{
    self_ = self;
    recountUnread();
    Q_EMIT selfChanged();
}

void RoomState::setPhase(RoomPhase phase, std::optional<protocol::Error> refusal)
{
    if (phase == phase_ && refusal == refusal_) {
        return;
    }
    phase_ = phase;
    refusal_ = std::move(refusal);
    if (phase == RoomPhase::Away) {
        people_.forgetAllTyping();
    }
    if (phase == RoomPhase::Live && unread_.reading()) {
        readAll();  // what was missed came into sight; the line above it stays
    }
    Q_EMIT phaseChanged();
}

void RoomState::setDraft(const QString& draft)
{
    if (draft != draft_) {
        draft_ = draft;
        Q_EMIT draftChanged();
    }
}

template <class Change>
void RoomState::changingUnread(Change change)
{
    const Unread before = unread_;
    change();
    if (unread_.newFrom() != before.newFrom()) {
        Q_EMIT marksChanged();
    }
    if (unread_.count() != before.count() || unread_.readTo() != before.readTo() ||
        unread_.mentioned() != before.mentioned()) {
        Q_EMIT unreadChanged();
    }
}

void RoomState::setReading(bool reading)
{
    changingUnread([&] { unread_.setReading(reading, head_ ? head_->seq : 0); });
}

void RoomState::readAll()
{
    changingUnread([&] { unread_.readAll(head_ ? head_->seq : 0); });
}

void RoomState::recountUnread()
{
    if (!head_) {
        return;
    }
    changingUnread([&] {
        unread_.recount(
            timeline_, head_->seq, [&](const protocol::LogEntry& entry) { return self_.owns(entry); },
            [&](const protocol::LogEntry& entry) { return mentions(entry.text, self_.person.nick); });
    });
}

void RoomState::forgetLog()
{
    const auto count = static_cast<int>(timeline_.entries().size());
    timeline_ = {};
    head_.reset();
    removed(count);
}

void RoomState::release()
{
    removed(timeline_.trim());
}

void RoomState::removed(int count)
{
    if (count > 0) {
        Q_EMIT entriesRemoved(0, count);
        Q_EMIT marksChanged();
    }
}

RoomState::Start RoomState::joined(const protocol::Joined& joined)
{
    people_.replaceAll(joined);
    keep_ = joined.keep;
    if (topic_ != joined.topic) {
        topic_ = joined.topic;
        Q_EMIT topicChanged();
    }
    if (!head_) {
        head_ = joined.head;
        changingUnread([&] { unread_.joined(joined.head); });
        recountUnread();
        return Start::Fresh;
    }
    // A log that is shorter than what we have seen of it is not the same log, whatever it is called.
    const bool sameLog = joined.head.epoch == head_->epoch && joined.head.seq >= head_->seq;
    if (sameLog && !joined.gap) {
        return Start::Resumed;
    }
    removed(timeline_.breakOff(sameLog));
    head_ = joined.head;
    dropReached();
    changingUnread([&] { unread_.joined(joined.head); });
    recountUnread();
    Q_EMIT marksChanged();
    return Start::Gap;
}

RoomState::Arrival RoomState::arrived(const protocol::LogEntry& entry)
{
    if (!head_ || entry.seq > head_->seq + 1) {
        return Arrival::Missing;
    }
    if (entry.seq <= head_->seq) {
        return Arrival::Duplicate;
    }
    head_->seq = entry.seq;
    const bool own = self_.owns(entry);
    const int pendingIndex = own ? indexOfPending(entry.nonce) : -1;
    removed(timeline_.append(entry));
    const bool live = phase_ == RoomPhase::Live;
    changingUnread([&] { unread_.added(entry, own, mentions(entry.text, self_.person.nick), live); });
    if (pendingIndex >= 0) {
        pending_.remove(pendingIndex);
        Q_EMIT pendingStored(pendingIndex);
        Q_EMIT ownSeen(entry.nonce);
    } else {
        Q_EMIT entriesInserted(static_cast<int>(timeline_.entries().size()) - 1, 1);
        dropReached();
    }
    people_.stopTyping(entry.from.user);
    if (entry.kind == protocol::EntryKind::Topic && topic_ != entry.text) {
        topic_ = entry.text;
        Q_EMIT topicChanged();
    }
    return Arrival::Appended;
}

bool RoomState::olderArrived(const protocol::HistoryPage& page)
{
    if (!head_ || page.epoch != head_->epoch) {
        return false;
    }
    const Timeline::Span span = timeline_.insertOlder(page.entries, liveFirst(), page.more);
    for (int i = span.first; i < span.first + span.count; ++i) {
        const protocol::LogEntry entry = timeline_.entries().at(i);
        if (self_.owns(entry) && indexOfPending(entry.nonce) >= 0) {
            dropPending(entry.nonce);
            Q_EMIT ownSeen(entry.nonce);
        }
    }
    if (span.count > 0) {
        Q_EMIT entriesInserted(span.first, span.count);
        recountUnread();
    }
    Q_EMIT marksChanged();
    return span.count > 0 || page.entries.isEmpty();
}

void RoomState::putPending(const Outgoing& message)
{
    const int index = indexOfPending(message.nonce);
    if (message.state == OutgoingState::Stored && head_ && message.seq <= head_->seq) {
        dropPending(message.nonce);  // the log went past it: it stands there, or further back than memory
        return;
    }
    if (index < 0) {
        pending_.append(message);
        Q_EMIT pendingInserted(static_cast<int>(pending_.size()) - 1);
    } else if (pending_.at(index) != message) {
        pending_[index] = message;
        Q_EMIT pendingChanged(index);
    }
}

void RoomState::dropPending(const QString& nonce)
{
    const int index = indexOfPending(nonce);
    if (index >= 0) {
        pending_.remove(index);
        Q_EMIT pendingRemoved(index);
    }
}

// Own messages that the server says are stored, at a seq that the log has gone past: they stand in it, or in
// the part that is not loaded.
void RoomState::dropReached()
{
    for (int i = static_cast<int>(pending_.size()) - 1; i >= 0; --i) {
        if (pending_.at(i).state == OutgoingState::Stored && pending_.at(i).seq <= head_->seq) {
            pending_.remove(i);
            Q_EMIT pendingRemoved(i);
        }
    }
}

int RoomState::indexOfPending(const QString& nonce) const
{
    for (int i = 0; i < pending_.size(); ++i) {
        if (pending_.at(i).nonce == nonce) {
            return i;
        }
    }
    return -1;
}

}  // namespace snug::client
