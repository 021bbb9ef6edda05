// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline_builder.h"

namespace snug::models {

using ui::MessageState;
using ui::TimelineKind;

namespace {

base::WallTime beginOfDay(const QDate& day)
{
    return base::WallTime(std::chrono::milliseconds(day.startOfDay().toMSecsSinceEpoch()));
}

MessageState stateOf(client::OutgoingState state)
{
    switch (state) {
        case client::OutgoingState::Queued:
            return MessageState::Queued;
        case client::OutgoingState::Sending:
            return MessageState::Sending;
        case client::OutgoingState::Failed:
            return MessageState::Failed;
        case client::OutgoingState::Stored:
            break;
    }
    return MessageState::Stored;
}

}  // namespace

TimelineModel::Builder::Builder(const client::RoomState& room)
    : room_(room)
{
    const quint64 newFrom = room.unread().newFrom();
    const quint64 first = room.liveFirst();
    // While the first new entry is not loaded nobody can say where the line goes.
    if (newFrom > 0 && newFrom >= first) {
        markBefore_ = room.timeline().liveBegin() + static_cast<int>(newFrom - first);
    }
}

void TimelineModel::Builder::continueAfter(const Row& row)
{
    last_ = row;
    hasLast_ = true;
    isNewDay(row.entry.at);
}

void TimelineModel::Builder::addLoading()
{
    add({.kind = TimelineKind::Loading});
}

void TimelineModel::Builder::addEntries(int firstEntry)
{
    const client::Timeline& timeline = room_.timeline();
    for (int i = firstEntry; i < timeline.entries().size(); ++i) {
        const protocol::LogEntry& entry = timeline.entries().at(i);
        addSeparators(i, entry.at);
        const bool message = entry.kind == protocol::EntryKind::Message;
        add({.kind = message ? TimelineKind::Message : TimelineKind::Topic,
             .entry = entry,
             .own = room_.self().owns(entry)});
    }
    if (timeline.hasGap() && timeline.liveBegin() == timeline.entries().size()) {
        add({.kind = TimelineKind::Gap});
    }
}

void TimelineModel::Builder::addPending()
{
    for (const client::Outgoing& message : room_.pending()) {
        if (isNewDay(message.queuedAt)) {
            Row day{.kind = TimelineKind::Day};
            day.entry.at = dayBegin_;
            add(day);
        }
        Row row{.kind = TimelineKind::Message, .state = stateOf(message.state), .own = true};
        row.entry.room = message.room;
        row.entry.at = message.queuedAt;
        row.entry.from = room_.self().person;
        row.entry.text = message.text;
        row.entry.nonce = message.nonce;
        if (message.error) {
            row.failure = message.error->message;
        }
        add(row);
    }
}

void TimelineModel::Builder::addSeparators(int entry, base::WallTime at)
{
    if (room_.timeline().hasGap() && entry == room_.timeline().liveBegin()) {
        add({.kind = TimelineKind::Gap});
    }
    if (isNewDay(at)) {
        Row day{.kind = TimelineKind::Day};
        day.entry.at = dayBegin_;
        add(day);
    }
    if (entry == markBefore_) {
        add({.kind = TimelineKind::NewMarker});
    }
}

void TimelineModel::Builder::add(Row row)
{
    if (row.kind == TimelineKind::Message) {
        const bool follows = hasLast_ && last_.kind == TimelineKind::Message &&
                             last_.entry.from == row.entry.from && row.entry.at - last_.entry.at <= kGroup;
        row.firstOfGroup = !follows;
    }
    last_ = row;
    hasLast_ = true;
    rows_.append(std::move(row));
}

bool TimelineModel::Builder::isNewDay(base::WallTime at)
{
    if (at >= dayBegin_ && at < dayEnd_) {
        return false;
    }
    const QDate day = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).date();
    dayBegin_ = beginOfDay(day);
    dayEnd_ = beginOfDay(day.addDays(1));
    return true;
}

}  // namespace snug::models
