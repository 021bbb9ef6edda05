// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/ledger.h"

namespace snug::load {

Ledger::Ledger(const Plan& plan)
    : plan_(plan)
    , lastSeq_(plan.speakers(), 0)
{
}

std::uint64_t Ledger::started(std::size_t room, Time due)
{
    messages_.push_back({.due = due,
                         .room = static_cast<std::uint32_t>(room),
                         .awaited = static_cast<std::uint32_t>(plan_.members) + 1});
    ++unfinished_;
    return messages_.size();
}

Ledger::Arrival Ledger::delivered(std::size_t key, std::uint64_t seq, std::uint64_t ordinal)
{
    if (key >= lastSeq_.size()) {
        ++faults_.strangers;  // an idle connection is in no room
        return {};
    }
    std::uint64_t& last = lastSeq_[key];
    if (seq <= last) {
        ++faults_.duplicates;
        return {};
    }
    if (seq > last + 1) {
        ++faults_.gaps;
    }
    last = seq;

    Message* const message = find(ordinal);
    if (message == nullptr || message->room != plan_.roomOf(key) || !agreeOnSeq(*message, seq)) {
        ++faults_.strangers;
        return {};
    }
    finishOne(*message);
    return {.known = true, .complete = message->awaited == 0, .due = message->due};
}

Ledger::Arrival Ledger::acknowledged(std::uint64_t seq, std::uint64_t ordinal)
{
    Message* const message = find(ordinal);
    if (message == nullptr || !agreeOnSeq(*message, seq)) {
        ++faults_.strangers;
        return {};
    }
    finishOne(*message);
    return {.known = true, .complete = message->awaited == 0, .due = message->due};
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
