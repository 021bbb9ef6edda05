// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_shard.h"

#include <utility>

#include "base/random.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

constexpr int kLifeBytes = 6;

// Channels are one for all databases of a server.
QByteArray channelOf(const RedisAddress& address)
{
    return "snug:feed:" + QByteArray::number(address.database);
}

}  // namespace

RedisShard::RedisShard(const RedisAddress& address, const Settings& settings, RedisFeed::Heard heard,
                       Answered answered)
    : server_(address.text())
    , hasSentinels_(!address.sentinelMaster.isEmpty())
    , answered_(std::move(answered))
    , took_(settings.took)
    , pace_(settings.pace)
    , context_{channelOf(address),           QString(), settings.sessionLife, {}, settings.server,
               settings.pace.serverPatience, false}
    , commands_(address)
    , feed_(address, context_, [this, heard = std::move(heard)](FeedMessage message) {
        heard(std::move(message));
        tellAnswered();
    })
{
    connect(&commands_, &RedisLink::up, this, &RedisShard::onCommandsUp);
    connect(&commands_, &RedisLink::down, this, &RedisShard::onCommandsDown);
    connect(&feed_, &RedisFeed::subscribed, this, &RedisShard::beat);
    connect(&feed_, &RedisFeed::missed, this, [this] {
        if (wasReady_) {
            Q_EMIT missed();
        }
        tellState();
    });
    // All servers ask for the mark of its new life, so that they agree on it.
    connect(&feed_, &RedisFeed::begunAnew, this, [this] {
        feed_.restart(u"its data is gone"_s);
        commands_.restart(u"its data is gone"_s);
    });
    connect(&feed_, &RedisFeed::down, this, [this] {
        tellAnswered();
        tellState();
    });
    beat_.callOnTimeout(this, &RedisShard::beat);
    feedPatience_.setSingleShot(true);
    feedPatience_.callOnTimeout(this, [this] { feed_.restart(u"what was published is not heard"_s); });
}

RedisShard::~RedisShard()
{
    guard_.check();
    pipeline_.setConnection(nullptr);
    for (Slot& slot : slots_) {
        if (slot.operation) {
            answered_(
                *slot.operation,
                slot.answer.value_or(RedisAnswer{Error{ErrorCode::Unavailable, u"the store was closed"_s}}));
        }
    }
}

void RedisShard::start()
{
    commands_.start();
    feed_.start();
    beat_.start(pace_.beat);
}

QString RedisShard::reason() const
{
    if (!isLoggedIn_) {
        return commands_.reason();
    }
    return feed_.isLive() ? QString() : u"not subscribed yet"_s;
}

// ---- coming and going

void RedisShard::onCommandsUp()
{
    askServerFacts(*commands_.connection(), hasSentinels_,
                   [this](const RedisServerFacts& facts) { onFacts(facts); });
}

void RedisShard::onFacts(const RedisServerFacts& facts)
{
    if (facts.runId.isEmpty()) {
        commands_.restart(u"it does not tell which run it is in (INFO)"_s);
        return;
    }
    context_.weaknesses = facts.weaknesses;
    const RedisScript& live = RedisScripts::get().live;
    const QByteArray fresh = base::secureRandomText(kLifeBytes);
    commands_.connection()->send(
        {"EVAL", live.text, "1", "snug:life", facts.runId, facts.keepsAll ? "1" : "0", fresh},
        [this](const RedisReply* life) { onLife(life); });
}

void RedisShard::onLife(const RedisReply* life)
{
    if (life == nullptr) {
        return;
    }
    if (life->kind != RedisReply::Kind::Text) {
        commands_.restart(life->string());  // read-only, out of memory: nothing can be written
        return;
    }
    context_.life = life->string();
    isLoggedIn_ = true;
    beating_.start();
    pipeline_.setConnection(commands_.connection());
    if (feed_.isSubscribed()) {
        beat();
    }
    tellState();
}

void RedisShard::onCommandsDown()
{
    isLoggedIn_ = false;
    refusesEntries_ = false;
    pipeline_.setConnection(nullptr);
    tellState();
}

// What was missed can be read again only once it is ready: then it is said.
void RedisShard::tellState()
{
    if (!std::exchange(wasReady_, isReady()) && wasReady_) {
        Q_EMIT missed();
    }
    Q_EMIT changed();
}

// ---- operations

void RedisShard::beat()
{
    if (isLoggedIn_) {
        slots_.push_back({});
        ask(Probe{});
    }
}

void RedisShard::submit(Operation operation)
{
    guard_.check();
    slots_.push_back({std::move(operation), {}});
    Slot& slot = slots_.back();
    if (const auto refused = refusalOf(*slot.operation)) {
        slot.answer = RedisAnswer{*refused};
    } else if (!isLoggedIn_) {
        slot.answer = RedisAnswer{Error{ErrorCode::Unavailable, reason()}};
    }
    if (slot.answer) {
        tellAnswered();
        return;
    }
    ask(*slot.operation);
}

// For the newest slot.
void RedisShard::ask(const Operation& operation)
{
    slots_.back().asked = std::chrono::steady_clock::now();
    context_.forgetsSilent = beating_.hasExpired(pace_.serverPatience.count());
    pipeline_.call(toCall(operation, context_), [this, number = firstSlot_ + slots_.size() - 1](
                                                    const RedisReply* reply) { onReply(number, reply); });
}

void RedisShard::onReply(quint64 number, const RedisReply* reply)
{
    Slot& slot = slots_[number - firstSlot_];
    if (reply == nullptr) {
        slot.answer = RedisAnswer{
            Error{ErrorCode::Unavailable,
                  u"%1: the connection was lost; whether it was done is not known"_s.arg(server_)}};
    } else {
        if (took_) {
            took_(std::chrono::steady_clock::now() - slot.asked);
        }
        slot.answer = toAnswer(slot.operation.value_or(Probe{}), *reply, context_);
        rooms_ = slot.answer->rooms.value_or(rooms_);
        if (slot.answer->wasForgotten && wasReady_) {
            Q_EMIT missed();
        }
        if (slot.operation && std::holds_alternative<Append>(*slot.operation)) {
            noteRefusal(slot.answer->result);
        }
    }
    tellAnswered();
}

void RedisShard::noteRefusal(const Result<Outcome>& appended)
{
    const bool refused = !appended.ok() && appended.error().code == ErrorCode::Unavailable;
    if (std::exchange(refusesEntries_, refused) != refused) {
        Q_EMIT changed();
    }
}

void RedisShard::tellAnswered()
{
    while (!slots_.empty() && slots_.front().answer) {
        if (!feed_.hasHeard(slots_.front().answer->feed)) {
            if (!feedPatience_.isActive()) {
                feedPatience_.start(kFeedPatience);
            }
            return;
        }
        feedPatience_.stop();
        Slot slot = std::move(slots_.front());
        slots_.pop_front();
        ++firstSlot_;
        if (slot.operation) {
            answered_(*slot.operation, std::move(*slot.answer));
        }
    }
}

}  // namespace snug::store
