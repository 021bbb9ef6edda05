// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requests.h"

#include <vector>

namespace snug::client {

std::optional<qint64> Requests::add(QObject* context, base::SteadyTime deadline, Done done)
{
    if (count() >= kMost) {
        return std::nullopt;
    }
    const qint64 id = ++lastId_;
    waiting_.emplace(id, Waiting{context, deadline, std::move(done)});
    return id;
}

void Requests::settle(const protocol::Reply& reply)
{
    if (!reply.re) {
        return;
    }
    auto found = waiting_.extract(*reply.re);
    if (found.empty()) {
        return;
    }
    if (const auto* error = std::get_if<protocol::Error>(&reply.answer)) {
        call(found.mapped(), Failure{Failure::Kind::Refused, *error});
    } else {
        call(found.mapped(), reply.answer);
    }
}

void Requests::failOne(qint64 id, Failure::Kind kind)
{
    auto found = waiting_.extract(id);
    if (!found.empty()) {
        call(found.mapped(), Failure::of(kind));
    }
}

void Requests::failOverdue(base::SteadyTime now)
{
    std::vector<qint64> overdue;
    for (const auto& [id, waiting] : waiting_) {
        if (waiting.deadline <= now) {
            overdue.push_back(id);
        }
    }
    for (const qint64 id : overdue) {
        failOne(id, Failure::Kind::TimedOut);
    }
}

void Requests::failAll(Failure::Kind kind)
{
    // Only those of now: a completion may ask again.
    const auto gone = std::exchange(waiting_, {});
    for (const auto& [id, waiting] : gone) {
        call(waiting, Failure::of(kind));
    }
}

void Requests::call(const Waiting& waiting, Outcome<protocol::Answer> outcome)
{
    if (waiting.context) {
        waiting.done(std::move(outcome));
    }
}

}  // namespace snug::client
