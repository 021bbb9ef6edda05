// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/ledger.h"

namespace snug::load {

Ledger::Ledger(const Plan& plan, const Dialect::Traits& traits)
    : plan_(plan)
    , traits_(traits)
    , turns_(plan.rooms, 0)
    , lastSeq_(traits.numbered ? plan.speakers() : 0, 0)
    , seen_(traits.numbered ? 0 : plan.speakers())
{
}

std::uint64_t Ledger::started(std::size_t room, Time due)
{
    const auto answers = traits_.answered ? 1U : 0U;
    messages_.push_back({.due = due,
                         .room = static_cast<std::uint32_t>(room),
                         .awaited = static_cast<std::uint32_t>(plan_.members) + answers,
                         .turn = turns_[room]++});
    ++unfinished_;
    return messages_.size();
}

std::size_t Ledger::senderOf(std::uint64_t ordinal) const
{
    return senderOf(messages_[ordinal - 1]);
}

std::size_t Ledger::senderOf(const Message& message) const
{
    return message.room * plan_.members + message.turn % plan_.members;
}

Ledger::Arrival Ledger::delivered(std::size_t key, std::uint64_t seq, std::uint64_t ordinal)
{
    if (key >= plan_.speakers()) {
        ++faults_.strangers;  // an idle connection is in no room
        return {};
    }
    if (traits_.numbered && !followsSeq(key, seq)) {
        return {};
    }
    Message* const message = find(ordinal);
    if (message == nullptr || message->room != plan_.roomOf(key) ||
        (traits_.numbered && !agreeOnSeq(*message, seq))) {
        ++faults_.strangers;
        return {};
    }
    if (!traits_.numbered && !followsTurns(key, message->turn)) {
        return {};
    }
    finishOne(*message);
    return {.known = true,
            .complete = message->awaited == 0,
            .answers = !traits_.answered && key == senderOf(*message),
            .due = message->due};
}

Ledger::Arrival Ledger::acknowledged(std::uint64_t seq, std::uint64_t ordinal)
{
    Message* const message = find(ordinal);
    if (message == nullptr || !agreeOnSeq(*message, seq)) {
        ++faults_.strangers;
        return {};
    }
    message->answered = true;
    finishOne(*message);
    return {.known = true, .complete = message->awaited == 0, .answers = true, .due = message->due};
}

void Ledger::refused(std::uint64_t ordinal)
{
    Message* const message = find(ordinal);
    if (message == nullptr || message->awaited == 0) {
        ++faults_.strangers;
        return;
    }
    ++faults_.refused;
    message->awaited = 0;
    --unfinished_;
}

std::vector<std::uint64_t> Ledger::unanswered() const
{
    std::vector<std::uint64_t> found;
    for (std::size_t i = 0; i < messages_.size(); ++i) {
        if (messages_[i].awaited > 0 && !messages_[i].answered) {
            found.push_back(i + 1);
        }
    }
    return found;
}

void Ledger::close()
{
    for (Message& message : messages_) {
        faults_.missing += message.awaited;
    }
}

Ledger::Message* Ledger::find(std::uint64_t ordinal)
{
    return ordinal == 0 || ordinal > messages_.size() ? nullptr : &messages_[ordinal - 1];
}

bool Ledger::followsSeq(std::size_t key, std::uint64_t seq)
{
    std::uint64_t& last = lastSeq_[key];
    if (seq <= last) {
        ++faults_.duplicates;
        return false;
    }
    if (seq > last + 1) {
        ++faults_.gaps;
    }
    last = seq;
    return true;
}

bool Ledger::followsTurns(std::size_t key, std::uint32_t turn)
{
    SeenTurns& seen = seen_[key];
    if (!seen.add(turn)) {
        ++faults_.duplicates;
        return false;
    }
    const auto members = static_cast<std::uint32_t>(plan_.members);
    if (turn >= members && !seen.has(turn - members)) {
        ++faults_.gaps;
    }
    return true;
}

bool Ledger::agreeOnSeq(Message& message, std::uint64_t seq)
{
    if (message.seq == 0) {
        message.seq = seq;
    }
    return message.seq == seq && message.awaited > 0;
}

void Ledger::finishOne(Message& message)
{
    --message.awaited;
    if (message.awaited == 0) {
        --unfinished_;
    }
}

}  // namespace snug::load
