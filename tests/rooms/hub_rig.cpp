// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/hub_rig.h"

#include <algorithm>

namespace snug::test {

namespace {

base::RandomText counting()
{
    return [next = 0](int) mutable { return "r" + QByteArray::number(++next); };
}

}  // namespace

HubRig::HubRig(rooms::HubConfig config, bool broken)
    : hub(std::move(config), counting())
    , broken_(broken)
{
    emptyStore();
    give(rooms::Tick{});  // reads what all servers agree on
}

void HubRig::emptyStore()
{
    const auto feed = [this](protocol::LogEntry entry) {
        if (!losesFeed_) {
            fromStore_.emplace_back(rooms::Fed{std::move(entry)});
        }
    };
    const auto complete = [this](store::Completion done) {
        fromStore_.emplace_back(rooms::Completed{std::move(done)});
    };
    store_ = std::make_unique<store::MemoryStore>(store::MemoryStore::Bounds{},
                                                  store::Store::Sink{feed, complete});
}

void HubRig::trimStore(quint64 keepNewest, base::WallTime olderThan)
{
    store_->submit({store::Trim{0, {}, 1'000, olderThan, keepNewest}});
    fromStore_.pop_back();  // its answer is not the hub's
}

base::ConnectionId HubRig::open(const QString& address)
{
    const base::ConnectionId id{++nextConnection_};
    give(rooms::Opened{id, address});
    return id;
}

base::ConnectionId HubRig::openInner()
{
    const base::ConnectionId id{++nextConnection_};
    give(rooms::Opened{id, QStringLiteral("127.0.0.1"), true});
    return id;
}

base::ConnectionId HubRig::enterAsOwner(const QString& nick)
{
    const base::ConnectionId id = enter(nick);
    say(id, protocol::AdminCommand{protocol::admin::Claim{QStringLiteral("a code")}});
    const quint64 ticket = std::get<rooms::CheckClaim>(clerkCalls.back()).ticket;
    give(rooms::Answered{{ticket, rooms::ClaimChecked{true}}});
    return id;
}

base::ConnectionId HubRig::enter(const QString& nick, const QString& session)
{
    const base::ConnectionId id = open();
    say(id, protocol::Hello{nick, session, QString()});
    return id;
}

qint64 HubRig::say(base::ConnectionId from, protocol::Command command)
{
    give(rooms::Received{from, protocol::Request{++nextId_, std::move(command)}});
    return nextId_;
}

void HubRig::close(base::ConnectionId connection, bool clean)
{
    give(rooms::Closed{connection, clean});
}

void HubRig::give(rooms::Input input)
{
    rooms::Effects effects;
    hub.apply(std::move(input), now, effects);
    carryOut(std::move(effects));
    if (atOnce_) {
        storeAnswers();
    }
}

void HubRig::pass(std::chrono::seconds time)
{
    for (std::chrono::seconds left = time; left > std::chrono::seconds{0}; left -= std::chrono::seconds{1}) {
        now.steady += std::chrono::seconds{1};
        now.wall += std::chrono::seconds{1};
        give(rooms::Tick{});
    }
}

std::optional<protocol::Answer> HubRig::anyAnswer(base::ConnectionId to, qint64 id)
{
    for (const protocol::Reply& reply : inbox[to].replies) {
        if (reply.re == id) {
            return reply.answer;
        }
    }
    return std::nullopt;
}

std::optional<protocol::ErrorCode> HubRig::errorOf(base::ConnectionId to, qint64 id)
{
    const auto found = anyAnswer(to, id);
    const auto* const error = found ? std::get_if<protocol::Error>(&*found) : nullptr;
    return error == nullptr ? std::nullopt : std::optional(error->code);
}

void HubRig::storeAnswers(std::size_t calls)
{
    while (calls > 0 && !waitingCalls.empty()) {
        const auto end = waitingCalls.begin() + static_cast<std::ptrdiff_t>(qMin(calls, waitingCalls.size()));
        std::vector<store::Operation> batch(std::make_move_iterator(waitingCalls.begin()),
                                            std::make_move_iterator(end));
        waitingCalls.erase(waitingCalls.begin(), end);
        calls -= batch.size();
        if (broken_) {
            const store::Error error{store::ErrorCode::Unavailable, QStringLiteral("broken on purpose")};
            for (const store::Operation& call : batch) {
                fromStore_.emplace_back(rooms::Completed{{store::ticketOf(call), error}});
            }
        } else {
            store_->submit(std::move(batch));
        }
        // A store may tell the feed of a whole batch before any of its answers, and the hub must stand it.
        std::stable_partition(fromStore_.begin(), fromStore_.end(), [](const rooms::Input& input) {
            return std::holds_alternative<rooms::Fed>(input);
        });
        while (!fromStore_.empty()) {
            rooms::Input input = std::move(fromStore_.front());
            fromStore_.pop_front();
            rooms::Effects effects;
            hub.apply(std::move(input), now, effects);
            carryOut(std::move(effects));
        }
    }
}

void HubRig::carryOut(rooms::Effects effects)
{
    const auto tell = [this](base::ConnectionId to, const protocol::Push& push) {
        ++framesOut;
        inbox[to].pushes.push_back(push);
        inbox[to].all.emplace_back(push);
    };
    for (rooms::Effect& effect : effects) {
        std::visit(base::overloaded{
                       [this](rooms::Answer& answer) {
                           ++framesOut;
                           inbox[answer.to].replies.push_back(answer.reply);
                           inbox[answer.to].all.emplace_back(answer.reply);
                       },
                       [&](rooms::Tell& each) { tell(each.to, each.push); },
                       [&](rooms::Broadcast& broadcast) {
                           if (std::holds_alternative<protocol::Logged>(broadcast.push)) {
                               cameAt.push_back(broadcast.since);
                           }
                           for (const base::ConnectionId to : *broadcast.audience) {
                               if (to != broadcast.except) {
                                   tell(to, broadcast.push);
                               }
                           }
                       },
                       [this](rooms::Disconnect& disconnect) {
                           inbox[disconnect.connection].closed = disconnect.code;
                           inbox[disconnect.connection].closeReason = disconnect.reason;
                       },
                       [this](rooms::StoreCall& call) { waitingCalls.push_back(std::move(call.operation)); },
                       [this](rooms::ClerkCall& call) { clerkCalls.push_back(std::move(call)); },
                       [this](const rooms::Measure&) { ++measures; },
                       [this](const rooms::RecallFrames& each) { recalls.push_back(each.connection); },
                   },
                   effect);
    }
}

}  // namespace snug::test
