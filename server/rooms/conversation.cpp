// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/conversation.h"

#include <algorithm>
#include <utility>

#include "protocol/names.h"
#include "protocol/search_words.h"
#include "rooms/people_moderation.h"

namespace snug::rooms {

namespace {

using protocol::ErrorCode;

// Appends of one connection that the store has not answered yet.
constexpr int kAppendsUnderWay = 256;

}  // namespace

bool Conversation::mayAppend(Connection& connection, const Asker& asker, const Room& room,
                             const QString& nonce)
{
    if (connection.muted && (!connection.muted->until || *connection.muted->until > state_.now.wall)) {
        state_.refuse(asker, protocol::makeError(ErrorCode::Muted, toSentence(*connection.muted)));
        return false;
    }
    if (state_.facts.isLocked(room.name()) && !connection.mayAdminister) {
        state_.refuse(asker, ErrorCode::RoomLocked);
        return false;
    }
    const protocol::Limits& limits = state_.config.limits;
    if (nonce.isEmpty()) {
        state_.refuse(asker, protocol::makeError(ErrorCode::Empty, QStringLiteral("A nonce is needed.")));
        return false;
    }
    if (nonce.size() > limits.nonceCharacters) {
        state_.refuse(asker, ErrorCode::TooLong);
        return false;
    }
    // Printable ASCII, so that it is compared the same way everywhere.
    if (!std::all_of(nonce.begin(), nonce.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; })) {
        state_.refuse(
            asker, protocol::makeError(ErrorCode::BadField, QStringLiteral("A nonce is printable ASCII.")));
        return false;
    }
    if (!connection.messages.take(limits.messages, state_.now.steady)) {
        state_.refuse(asker, ErrorCode::RateLimited);
        return false;
    }
    if (connection.appendsUnderWay >= kAppendsUnderWay) {
        state_.refuse(asker, ErrorCode::Overloaded);
        return false;
    }
    return true;
}

void Conversation::append(Connection& connection, const Asker& asker, Room& room, protocol::EntryKind kind,
                          const QString& text, const QString& nonce)
{
    ++connection.appendsUnderWay;
    room.await(connection.user->person, nonce, state_.receivedAt);
    state_.ask(store::Append{0, room.name(), connection.user->person, kind, text, nonce, state_.now.wall},
               PendingAppend{asker, room.name(), connection.user->person, nonce});
}

void Conversation::send(Connection& connection, const Asker& asker, const protocol::Send& command)
{
    Room* const room = state_.roomOfMember(asker, *connection.user, command.room);
    if (room == nullptr) {
        return;
    }
    const auto text = protocol::canonicalText(command.text, state_.config.limits.textCharacters, false);
    if (!text) {
        state_.refuse(asker, text.error());
        return;
    }
    if (mayAppend(connection, asker, *room, command.nonce)) {
        append(connection, asker, *room, protocol::EntryKind::Message, *text, command.nonce);
    }
}

void Conversation::setTopic(Connection& connection, const Asker& asker, const protocol::SetTopic& command)
{
    Room* const room = state_.roomOfMember(asker, *connection.user, command.room);
    if (room == nullptr) {
        return;
    }
    const auto topic = protocol::canonicalText(command.topic, state_.config.limits.topicCharacters, true);
    if (!topic) {
        state_.refuse(asker, topic.error());
        return;
    }
    if (mayAppend(connection, asker, *room, command.nonce)) {
        append(connection, asker, *room, protocol::EntryKind::Topic, *topic, command.nonce);
    }
}

void Conversation::appended(const PendingAppend& pending, const store::Result<store::Outcome>& result)
{
    if (Connection* const connection = state_.connection(pending.asker.connection)) {
        --connection->appendsUnderWay;
    }
    const bool adds = result && !std::get<store::Appended>(*result).repeated;
    if (Room* const room = state_.room(pending.room); room != nullptr && !adds) {
        room->awaited(pending.from, pending.nonce);  // nothing will be told
    }
    if (!result) {
        storeRefused(pending.asker, pending.room, result.error());
        return;
    }
    const auto& appended = std::get<store::Appended>(*result);
    state_.answer(pending.asker, protocol::Sent{pending.room, appended.seq, appended.at});
}

void Conversation::history(const Asker& asker, User& user, const protocol::History& command)
{
    Room* const room = state_.roomOfMember(asker, user, command.room);
    if (room == nullptr) {
        return;
    }
    const int limit = std::min(command.limit, state_.config.limits.historyPage);
    state_.ask(store::Read{0, room->name(), 0, command.before.value_or(0), limit, true},
               PendingHistory{asker, room->name()});
}

void Conversation::historyRead(const PendingHistory& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        storeRefused(pending.asker, pending.room, result.error());
        return;
    }
    const auto& read = std::get<store::Entries>(*result);
    state_.answer(pending.asker, protocol::HistoryPage{pending.room, read.epoch, read.entries, read.more});
}

void Conversation::search(Connection& connection, const Asker& asker, const protocol::Search& command)
{
    const Room* const room = state_.roomOfMember(asker, *connection.user, command.room);
    if (room == nullptr) {
        return;
    }
    const auto text = protocol::canonicalText(command.text, state_.config.limits.searchCharacters, false);
    if (!text) {
        state_.refuse(asker, text.error());
        return;
    }
    const QStringList words = protocol::searchWords(*text);
    if (words.isEmpty()) {
        state_.refuse(
            asker, protocol::makeError(ErrorCode::Empty, QStringLiteral("There is no word to search for.")));
        return;
    }
    // It takes the store longer than anything else that one may ask.
    if (std::exchange(connection.searching, true)) {
        state_.refuse(asker, ErrorCode::RateLimited);
        return;
    }
    const int limit = std::min(command.limit, state_.config.limits.historyPage);
    state_.ask(store::Search{0, room->name(), words, command.before.value_or(0), limit},
               PendingSearch{asker, room->name()});
}

void Conversation::searched(const PendingSearch& pending, const store::Result<store::Outcome>& result)
{
    if (Connection* const connection = state_.connection(pending.asker.connection)) {
        connection->searching = false;
    }
    if (!result) {
        storeRefused(pending.asker, pending.room, result.error());
        return;
    }
    const auto& found = std::get<store::Found>(*result);
    protocol::Found answer{pending.room, found.epoch, found.entries, {}};
    if (found.next != 0) {
        answer.next = found.next;
    }
    state_.answer(pending.asker, std::move(answer));
}

void Conversation::fed(const protocol::LogEntry& entry)
{
    Room* const room = state_.room(entry.room);
    if (room == nullptr && entry.kind == protocol::EntryKind::Topic) {
        directory_.look(entry.room);
    }
    if (room == nullptr || !room->isOpen || entry.seq <= room->head.seq) {
        return;
    }
    if (entry.seq > room->head.seq + 1) {
        catchUp(*room);
        return;
    }
    room->advance(entry, state_.config.limits.resumeEvents);
    ++state_.counters.entriesTold;
    state_.broadcast(room->audience(), {}, protocol::Logged{entry}, room->awaited(entry.from, entry.nonce));
    if (entry.kind == protocol::EntryKind::Topic) {
        room->topic = entry.text;
        directory_.changed(*room);
    }
}

void Conversation::catchUp(Room& room)
{
    if (!std::exchange(room.catchingUp, true)) {
        ++state_.counters.feedGaps;
        room.beginRead();
        state_.ask(store::Read{0, room.name(), room.head.seq, 0, state_.config.limits.resumeEvents, false},
                   PendingCatchUp{room.name()});
    }
}

void Conversation::caughtUp(const PendingCatchUp& pending, const store::Result<store::Outcome>& result)
{
    Room& room = *state_.room(pending.room);
    room.endRead();
    room.catchingUp = false;
    if (result) {
        const auto& read = std::get<store::Entries>(*result);
        if (read.epoch != room.head.epoch) {
            recheck(room);
            return;
        }
        // What was let go of in the store can be told to nobody: the log goes on behind it, and members see
        // by the seq that something is missing.
        if (!read.entries.isEmpty() && read.entries.constFirst().seq > room.head.seq) {
            room.head.seq = read.entries.constFirst().seq - 1;
        }
        for (const protocol::LogEntry& entry : read.entries) {
            fed(entry);
        }
    }
    // Where the read failed, the next entry of the feed finds the gap again.
}

void Conversation::missed()
{
    for (auto& [name, room] : state_.rooms) {
        if (room.isOpen) {
            recheck(room);
        }
    }
}

void Conversation::cleared(const QString& name)
{
    Room* const room = state_.room(name);
    if (room != nullptr && room->isOpen) {
        recheck(*room, true);
    } else {
        directory_.look(name);
    }
}

void Conversation::recheck(Room& room, bool cleared)
{
    room.beginRead();
    store::OpenRoom open{0, room.name(), {}, false};
    open.create = store::OpenRoom::Create{room.topic, room.keep, state_.config.limits.roomsTotal};
    state_.ask(std::move(open), PendingRecheck{room.name(), cleared});
}

void Conversation::rechecked(const PendingRecheck& pending, const store::Result<store::Outcome>& result)
{
    Room& room = *state_.room(pending.room);
    room.endRead();
    if (!result) {
        return;  // away again: `missed` comes when it is back
    }
    const auto& facts = std::get<store::RoomFacts>(*result);
    if (facts.head.epoch == room.head.epoch) {
        if (facts.head.seq > room.head.seq) {
            catchUp(room);
        }
        return;
    }
    room.beginAnew(facts);
    state_.broadcast(room.audience(), {}, protocol::LogReset{room.name(), room.head, pending.cleared});
    directory_.changed(room);
}

void Conversation::storeRefused(const Asker& asker, const QString& name, const store::Error& error)
{
    Room* const room = state_.room(name);
    if (error.code != store::ErrorCode::NoSuchRoom || room == nullptr || !room->isOpen) {
        state_.refuse(asker, toProtocol(error));
        return;
    }
    recheck(*room);
    state_.refuse(asker, protocol::ErrorCode::StoreUnavailable);
}

}  // namespace snug::rooms
