// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/storm.h"

namespace snug::load {

Storm::Storm(const Plan& plan, Crowd& crowd, Ledger& ledger)
    : plan_(plan)
    , crowd_(crowd)
    , ledger_(ledger)
    , clients_(plan.storms > 0 ? plan.speakers() : 0)
{
}

void Storm::schedule(Time from, Time until)
{
    const auto parts = static_cast<int>(plan_.storms) + 1;
    for (int part = parts - 1; part > 0; --part) {
        due_.push_back(from + (until - from) * part / parts);
    }
}

void Storm::step(Time now)
{
    if (isOver() && !due_.empty() && now >= due_.back()) {
        due_.pop_back();
        strike();
    }
}

void Storm::strike()
{
    const std::size_t speakers = clients_.size();
    cutAt_ = Clock::now();
    away_ = plan_.stormClients;
    for (std::size_t i = 0; i < away_; ++i) {
        clients_[i * speakers / away_].state = State::Cut;  // spread over the rooms
    }
    for (const std::uint64_t ordinal : ledger_.unanswered()) {
        if (isCut(ledger_.senderOf(ordinal))) {
            sayLater(ledger_.senderOf(ordinal), ordinal);
        }
    }
    for (std::size_t key = 0; key < speakers; ++key) {
        if (isCut(key)) {
            crowd_.cut(key, ledger_.lastSeq(key));
        }
    }
}

void Storm::cameBack(std::size_t key, std::uint64_t seq)
{
    Client& client = clients_[key];
    client.state = State::CatchingUp;
    client.owed = seq;
    const std::vector<std::uint64_t> outbox = std::move(client.outbox);
    client.outbox = {};
    for (const std::uint64_t ordinal : outbox) {
        crowd_.say(key, ordinal);
    }
    check(key);
}

void Storm::check(std::size_t key)
{
    if (ledger_.lastSeq(key) < clients_[key].owed) {
        return;
    }
    clients_[key].state = State::Here;
    const auto wayBack = std::chrono::nanoseconds(Clock::now() - cutAt_);
    result_.wayBack.record(wayBack.count());
    --away_;
    if (isOver()) {
        result_.seconds.push_back(std::chrono::duration<double>(wayBack).count());
    }
}

const StormResult& Storm::close()
{
    result_.missing = away_;
    return result_;
}

}  // namespace snug::load
