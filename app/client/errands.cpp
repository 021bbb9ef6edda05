// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/errands.h"

namespace snug::client {

Errands::Errands(Session& session, Backoff backoff, QObject* parent)
    : QObject(parent)
    , session_(session)
    , backoff_(std::move(backoff))
{
    pause_.setSingleShot(true);
    connect(&pause_, &QTimer::timeout, this, &Errands::next);
}

void Errands::run(protocol::AdminCommand command, Done done)
{
    if (waiting_.size() >= kMost) {
        QMetaObject::invokeMethod(
            this, [done = std::move(done)] { done(Failure::of(Failure::Kind::TooMany)); },
            Qt::QueuedConnection);
        return;
    }
    waiting_.push_back({std::move(command), std::move(done)});
    next();
}

void Errands::next()
{
    while (!waiting_.empty() && underWay_ < kWindow && !pause_.isActive()) {
        const Errand errand = std::move(waiting_.front());
        waiting_.pop_front();
        ++underWay_;
        send(errand);
    }
}

void Errands::send(const Errand& errand)
{
    std::visit(
        [this, &errand]<class Command>(const Command& command) {
            session_.ask(command, this, [this, errand](const Outcome<AnswerOf<Command>>& outcome) {
                if (!outcome) {
                    onAnswer(errand, outcome.error());
                } else if constexpr (std::is_constructible_v<protocol::AdminAnswer, AnswerOf<Command>>) {
                    onAnswer(errand, protocol::Answer(protocol::AdminAnswer(*outcome)));
                } else {
                    onAnswer(errand, protocol::Answer(*outcome));
                }
            });
        },
        errand.command);
}

void Errands::onAnswer(const Errand& errand, const Outcome<protocol::Answer>& outcome)
{
    --underWay_;
    if (!outcome && outcome.error().refusedWith(protocol::ErrorCode::RateLimited)) {
        waiting_.push_front(errand);
        if (!pause_.isActive()) {
            pause_.start(backoff_.next());
        }
        return;
    }
    backoff_.reset();
    next();
    errand.done(outcome);
}

}  // namespace snug::client
