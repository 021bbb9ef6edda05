// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_rig.h"

namespace snug::test {

using namespace store;

namespace {

QStringList inWords(const News& news)
{
    QStringList words;
    std::visit(
        base::overloaded{
            [&](const PeopleChanged& changed) {
                for (const PresenceRecord& record : changed.here) {
                    words +=
                        QStringLiteral("here %1: %2").arg(record.member.person.nick, record.rooms.join(u' '));
                }
                for (const protocol::Person& person : changed.gone) {
                    words += QStringLiteral("gone ") + person.nick;
                }
            },
            [&](const ServerGone&) { words += QStringLiteral("server gone"); },
            [&](const SomebodyTypes& typing) {
                words +=
                    QStringLiteral("%1 %2 in %3")
                        .arg(typing.who.nick,
                             typing.active ? QStringLiteral("types") : QStringLiteral("stops"), typing.room);
            },
            [&](const RoomMade& made) { words += QStringLiteral("made ") + made.facts.room; },
            [&](const RoomDropped& dropped) { words += QStringLiteral("dropped ") + dropped.room; },
            [&](const RoomCleared& cleared) {
                words += QStringLiteral("cleared %1: %2").arg(cleared.facts.room, cleared.facts.topic);
            },
            [&](const FactChanged& fact) {
                words += QStringLiteral("fact %1: %2").arg(fact.key, QString::fromUtf8(fact.value));
            },
        },
        news);
    return words;
}

}  // namespace

RedisRig::RedisRig(const QString& addresses, std::chrono::milliseconds patience, RedisShard::Pace pace)
{
    RedisStore::Settings settings;
    settings.servers = *parseRedisAddresses(addresses);
    settings.patience = patience;
    settings.pace = pace;
    auto opened = RedisStore::open(
        settings,
        {[this](const protocol::LogEntry& entry) {
             fed_[entry.room] += QStringLiteral("%1 %2").arg(entry.seq).arg(entry.text);
         },
         [this](Completion completion) { answers_.at(completion.ticket) = std::move(completion.result); },
         [this] { ++missed_; }, [this](const News& news) { news_ += inWords(news); },
         [this](bool storing) { available_.append(storing); }});
    if (opened) {
        store_ = std::move(opened).value();
    } else {
        reason_ = opened.error().reason;
    }
}

Ticket RedisRig::begin(Operation operation)
{
    const Ticket ticket = nextTicket_++;
    std::visit([ticket](auto& any) { any.ticket = ticket; }, operation);
    answers_[ticket] = std::nullopt;
    std::vector<Operation> batch;
    batch.push_back(std::move(operation));
    store_->submit(std::move(batch));
    return ticket;
}

const Result<Outcome>* RedisRig::answerTo(Ticket ticket) const
{
    const auto& answer = answers_.at(ticket);
    return answer ? &*answer : nullptr;
}

Result<Outcome> RedisRig::run(Operation operation)
{
    const Ticket ticket = begin(std::move(operation));
    if (!waitUntil([&] { return answerTo(ticket) != nullptr; })) {
        return Error{ErrorCode::Corrupt, QStringLiteral("no answer came")};
    }
    return *answerTo(ticket);
}

Result<Outcome> RedisRig::insist(const Operation& operation)
{
    const QDeadlineTimer deadline(kPatience);
    for (;;) {
        auto answer = run(operation);
        if (answer || answer.error().code != ErrorCode::Unavailable || deadline.hasExpired()) {
            return answer;
        }
        QTest::qWait(20);
    }
}

}  // namespace snug::test
