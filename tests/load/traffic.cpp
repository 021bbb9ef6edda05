// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/traffic.h"

namespace snug::load {

namespace {

// How long to wait at most for something to arrive: only a bound, nothing hangs on it.
constexpr std::chrono::milliseconds kLongestWait{50};

}  // namespace

Traffic::Traffic(const Plan& plan, Crowd& crowd, Ledger& ledger, Storm& storm)
    : plan_(plan)
    , crowd_(crowd)
    , ledger_(ledger)
    , storm_(storm)
{
    crowd.setSink(this);
}

void Traffic::start(Time now)
{
    running_ = plan_.rooms > 0;
    nextDue_ = now;
    if (plan_.rate <= 0) {
        for (std::size_t i = 0; i < plan_.rooms * plan_.inFlight; ++i) {
            idleRooms_.push_back(i % plan_.rooms);
        }
    }
}

Time Traffic::step(Time now)
{
    const Time latest = now + kLongestWait;
    if (!running_) {
        return latest;
    }
    if (plan_.rate <= 0) {
        for (const std::size_t room : idleRooms_) {
            send(room, Clock::now());
        }
        idleRooms_.clear();
        return latest;
    }
    while (nextDue_ <= now) {
        send(nextRoom_, nextDue_);
        nextRoom_ = (nextRoom_ + 1) % plan_.rooms;
        nextDue_ +=
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / plan_.rate));
    }
    return std::min(nextDue_, latest);
}

void Traffic::measure(Time from, Time until)
{
    from_ = from;
    until_ = until;
}

void Traffic::send(std::size_t room, Time due)
{
    const std::uint64_t ordinal = ledger_.started(room, due);
    messages_ += isMeasured(due) ? 1U : 0U;
    const std::size_t sender = ledger_.senderOf(ordinal);
    if (storm_.isCut(sender)) {
        storm_.sayLater(sender, ordinal);
    } else {
        crowd_.say(sender, ordinal);
    }
}

void Traffic::arrived(std::size_t key, const ServerFrame& frame)
{
    const Time now = Clock::now();
    if (frame.kind == ServerFrame::Kind::Refused) {
        ledger_.refused(frame.ordinal);  // nothing takes its place: a server that refuses is not hammered
        return;
    }
    const bool isMessage = frame.kind == ServerFrame::Kind::Message;
    const Ledger::Arrival arrival = isMessage ? ledger_.delivered(key, frame.seq, frame.ordinal)
                                              : ledger_.acknowledged(frame.seq, frame.ordinal);
    if (!arrival.known) {
        return;
    }
    if (isMessage) {
        ++allDeliveries_;
        deliveries_ += isMeasured(now) ? 1U : 0U;
        storm_.delivered(key);
    }
    if (isMeasured(arrival.due)) {
        const std::int64_t latency = std::chrono::nanoseconds(now - arrival.due).count();
        if (isMessage) {
            deliveryLatency_.record(latency);
        }
        if (arrival.answers) {
            answerLatency_.record(latency);
        }
    }
    if (arrival.complete && plan_.rate <= 0) {
        idleRooms_.push_back(plan_.roomOf(key));
    }
}

}  // namespace snug::load
