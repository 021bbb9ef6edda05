// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/effect_runner.h"

#include "host/metrics_words.h"
#include "protocol/codec.h"
#include "protocol/type_words.h"

namespace snug::host {

namespace {

net::PreparedFrame frameOf(const protocol::Push& push)
{
    return net::PreparedFrame::text(protocol::encodePush(push), protocol::typeWord(push));
}

}  // namespace

void EffectRunner::run(rooms::Effects& effects, const Refused& refused)
{
    for (rooms::Effect& effect : effects) {
        std::visit(
            base::overloaded{
                [this](rooms::Answer& answer) { carryOut(answer); },
                [this](rooms::Tell& tell) {
                    metrics_->countMessages(observe::Direction::Out);
                    targets_.send(tell.to, frameOf(tell.push));
                },
                [this](rooms::Broadcast& broadcast) { carryOut(broadcast); },
                [this](rooms::Disconnect& each) { targets_.close(each.connection, each.code, each.reason); },
                [&](rooms::StoreCall& each) { call(each, refused); },
                [this](rooms::ClerkCall& each) { targets_.clerk(std::move(each)); },
                [this](const rooms::Measure&) { targets_.measure(); },
                [this](const rooms::RecallFrames& each) { targets_.recallFrames(each.connection); },
            },
            effect);
    }
}

void EffectRunner::carryOut(const rooms::Answer& answer)
{
    const protocol::Answer& what = answer.reply.answer;
    if (std::holds_alternative<protocol::Welcome>(what)) {
        targets_.helloDone(answer.to);
    } else if (std::holds_alternative<protocol::Sent>(what)) {
        metrics_->countMessages(observe::Direction::In);
    } else if (const auto* const error = std::get_if<protocol::Error>(&what)) {
        metrics_->countError(static_cast<std::size_t>(error->code));
        if (error->code == protocol::ErrorCode::RateLimited) {
            metrics_->countRateLimited(kRateLimitCommands);
        }
    }
    targets_.send(answer.to,
                  net::PreparedFrame::text(protocol::encodeReply(answer.reply), protocol::typeWord(what)));
}

void EffectRunner::carryOut(const rooms::Broadcast& broadcast)
{
    if (std::holds_alternative<protocol::Logged>(broadcast.push)) {
        metrics_->countMessages(observe::Direction::Out, broadcast.audience->size());
    }
    targets_.sendMany(broadcast.audience, broadcast.except, frameOf(broadcast.push), broadcast.since);
}

void EffectRunner::call(rooms::StoreCall& call, const Refused& refused)
{
    const store::Ticket ticket = store::ticketOf(call.operation);
    if (!targets_.store(std::move(call.operation))) {
        refused({ticket, store::Error{store::ErrorCode::Unavailable,
                                      QStringLiteral("too much waits for the store")}});
    }
}

}  // namespace snug::host
