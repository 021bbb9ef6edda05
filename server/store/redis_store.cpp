// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_store.h"

#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <utility>

#include "base/log.h"
#include "store/jump_hash.h"
#include "store/redis_cursor.h"
#include "store/search.h"

namespace snug::store {

Result<std::unique_ptr<Store>> RedisStore::open(const Settings& settings, Sink sink)
{
    std::unique_ptr<RedisStore> store(new RedisStore(settings, std::move(sink)));
    if (auto failed = store->waitUntilReady(settings.patience)) {
        return *failed;
    }
    return std::unique_ptr<Store>(std::move(store));
}

RedisStore::RedisStore(const Settings& settings, Sink sink)
    : recentBounds_(settings.recent)
    , sink_(std::move(sink))
    , recent_(kRecentRooms)
    , presence_([this](const UpdatePresence& update, std::vector<Ticket> answers) {
        submitPresence(update, std::move(answers));
    })
{
    for (const RedisAddress& address : settings.servers) {
        shards_.push_back(std::make_unique<RedisShard>(
            address, RedisShard::Settings{server_, settings.sessionLife, settings.pace, settings.took},
            [this](FeedMessage message) { onHeard(std::move(message)); },
            [this](const Operation& operation, RedisAnswer answer) {
                onAnswered(operation, std::move(answer));
            }));
    }
}

RedisStore::~RedisStore()
{
    guard_.check();
    presence_.flush();
    shards_.clear();
}

std::optional<Error> RedisStore::waitUntilReady(std::chrono::milliseconds patience)
{
    QEventLoop loop;
    const auto waitsFor = [this] {
        return std::find_if(shards_.begin(), shards_.end(),
                            [](const auto& shard) { return !shard->isReady(); });
    };
    for (const auto& shard : shards_) {
        QObject::connect(shard.get(), &RedisShard::changed, &loop, [&] {
            if (waitsFor() == shards_.end()) {
                loop.quit();
            }
        });
        shard->start();
    }
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    if (const auto missing = waitsFor(); missing != shards_.end()) {
        return Error{ErrorCode::Unavailable, (*missing)->reason()};
    }
    for (const auto& shard : shards_) {
        const RedisShard* const which = shard.get();
        tellWeaknesses(*which);
        QObject::connect(which, &RedisShard::missed, which, [this] { sink_.missed(); });
        QObject::connect(which, &RedisShard::changed, which, [this] { tellAvailable(); });
        QObject::connect(which, &RedisShard::changed, which, [this, which, wasReady = true]() mutable {
            if (std::exchange(wasReady, which->isReady()) == which->isReady()) {
                return;
            }
            if (which->isReady()) {
                qCInfo(base::logStore) << "Redis is back";
                tellWeaknesses(*which);
            } else {
                qCWarning(base::logStore).noquote() << "Redis is away:" << which->reason();
            }
        });
    }
    sink_.missed();  // what the other servers did before
    return std::nullopt;
}

void RedisStore::tellWeaknesses(const RedisShard& shard) const
{
    for (const QString& weakness : shard.weaknesses()) {
        qCWarning(base::logStore).noquote() << weakness;
    }
}

// A feed that is made anew stops nobody from storing. What was away is back once all of it is ready, so that
// what was missed is said before this.
void RedisStore::tellAvailable()
{
    const bool available = std::all_of(shards_.begin(), shards_.end(), [this](const auto& shard) {
        return shard->canStore() && (available_ || shard->isReady());
    });
    if (std::exchange(available_, available) != available) {
        sink_.available(available);
    }
}

// ---- to the servers

void RedisStore::submit(std::vector<Operation> batch)
{
    guard_.check();
    for (Operation& operation : batch) {
        submitOne(std::move(operation));
    }
}

void RedisStore::submitOne(Operation operation)
{
    if (const auto* const update = std::get_if<UpdatePresence>(&operation)) {
        presence_.add(*update);
        return;
    }
    if (const auto* const enter = std::get_if<Enter>(&operation)) {
        presence_.flushBefore(enter->who.member.person.user);
    }
    const bool fromAll =
        std::holds_alternative<ListRooms>(operation) || std::holds_alternative<Probe>(operation) ||
        std::holds_alternative<Trim>(operation) || std::holds_alternative<MeasureRooms>(operation);
    if (fromAll) {
        gathering_[ticketOf(operation)].missing = shards_.size();
        for (const auto& shard : shards_) {
            shard->submit(operation);
        }
        return;
    }
    const auto chosen = static_cast<std::size_t>(shardOf(operation));
    if (auto* const open = std::get_if<OpenRoom>(&operation); open != nullptr && open->create) {
        for (std::size_t index = 0; index < shards_.size(); ++index) {
            open->create->roomsTotal -= index == chosen ? 0 : shards_[index]->rooms();
        }
    }
    shards_[chosen]->submit(std::move(operation));
}

void RedisStore::submitPresence(const UpdatePresence& update, std::vector<Ticket> answers)
{
    presenceAnswers_.push_back(std::move(answers));
    shards_.front()->submit(update);
}

int RedisStore::shardOf(const Operation& operation) const
{
    if (const auto* const list = std::get_if<ListSessions>(&operation)) {
        return static_cast<int>(std::min(RedisCursor::parse(list->cursor).server, shards_.size() - 1));
    }
    const QByteArray key = std::visit(
        [](const auto& op) {
            if constexpr (requires { op.room; }) {
                return op.room.toUtf8();
            } else if constexpr (requires { op.tokenHash; }) {
                return op.tokenHash;
            } else {
                return QByteArray();
            }
        },
        operation);
    if (key.isEmpty()) {
        return 0;  // people, servers, facts
    }
    return jumpHash(key, static_cast<int>(shards_.size()));
}

// ---- from the servers

void RedisStore::onHeard(FeedMessage message)
{
    if (message.news && message.server != server_) {
        sink_.news(std::move(*message.news));
    }
    if (!message.entry) {
        return;
    }
    if (!message.keep) {
        RecentLog* recent = recent_.object(message.epoch);
        if (recent == nullptr) {
            recent = new RecentLog;
            recent_.insert(message.epoch, recent);
        }
        recent->push(*message.entry, recentBounds_);
    }
    sink_.feed(std::move(*message.entry));
}

void RedisStore::onAnswered(const Operation& operation, RedisAnswer answer)
{
    if (const auto found = gathering_.find(ticketOf(operation)); found != gathering_.end()) {
        measureRecent(answer);
        gather(operation, std::move(answer.result));
        return;
    }
    if (std::holds_alternative<UpdatePresence>(operation)) {
        const std::vector<Ticket> answers = std::move(presenceAnswers_.front());
        presenceAnswers_.pop_front();
        for (const Ticket ticket : answers) {
            sink_.complete({ticket, answer.result});
        }
        return;
    }
    if (answer.result && std::holds_alternative<SessionPage>(*answer.result)) {
        answer.result = onTo(std::get<SessionPage>(*answer.result));
    }
    if (answer.elsewhere) {
        answer.result = readRecent(operation, answer);
    }
    if (const auto* const search = std::get_if<Search>(&operation); search != nullptr && answer.result) {
        answer.result = Outcome(pick(*search, std::get<Entries>(*answer.result)));
    }
    sink_.complete({ticketOf(operation), std::move(answer.result)});
}

// Where one server has no more, the next one begins.
Outcome RedisStore::onTo(SessionPage page) const
{
    const RedisCursor next = RedisCursor::parse(page.next);
    if (next.scan == "0") {
        page.next = next.server + 1 < shards_.size() ? RedisCursor{next.server + 1}.text() : QByteArray();
    }
    return page;
}

Result<Outcome> RedisStore::readRecent(const Operation& operation, const RedisAnswer& answer) const
{
    const auto* const search = std::get_if<Search>(&operation);
    const Read op = search != nullptr ? toRead(*search) : std::get<Read>(operation);
    Entries entries;
    if (const RecentLog* const recent = recent_.object(answer.elsewhere->epoch)) {
        Read seen = op;  // not what was heard after it was done
        seen.before = std::min(op.before - 1, answer.elsewhere->head) + 1;
        entries = recent->read(seen);
    }
    entries.epoch = std::get<Entries>(*answer.result).epoch;
    return Outcome(std::move(entries));
}

// Of rooms off the record Redis has no entries; what was heard of them is here.
void RedisStore::measureRecent(RedisAnswer& answer) const
{
    if (answer.sizesElsewhere.isEmpty()) {
        return;
    }
    auto sizes = std::get<RoomSizes>(*answer.result);
    for (RoomSize& size : sizes.rooms) {
        const auto found = answer.sizesElsewhere.constFind(size.room);
        const RecentLog* const recent =
            found != answer.sizesElsewhere.constEnd() ? recent_.object(found->epoch) : nullptr;
        if (recent != nullptr) {
            const RoomSize heard = recent->sizeUpTo(found->head);
            size.entries = heard.entries;
            size.bytes = heard.bytes;
        }
    }
    answer.result = Outcome(std::move(sizes));
}

// Puts the answers of several servers together, as they come. One that failed fails all.
void RedisStore::gather(const Operation& operation, Result<Outcome> part)
{
    const Ticket ticket = ticketOf(operation);
    Gathered& all = gathering_.at(ticket);
    if (!all.result || (*all.result && !part)) {
        all.result = std::move(part);
    } else if (*all.result && part) {
        if (const auto* const list = std::get_if<ListRooms>(&operation)) {
            all.result =
                Outcome(merge(std::get<RoomList>(**all.result), std::get<RoomList>(*part), list->limit));
        } else if (std::holds_alternative<MeasureRooms>(operation)) {
            all.result = Outcome(merge(std::get<RoomSizes>(**all.result), std::get<RoomSizes>(*part)));
        } else if (std::holds_alternative<Trim>(operation)) {
            all.result = Outcome(merge(std::get<Trimmed>(**all.result), std::get<Trimmed>(*part)));
        } else {
            const auto& a = std::get<Probed>(**all.result);
            const auto& b = std::get<Probed>(*part);
            all.result = Outcome(Probed{a.weaknesses + b.weaknesses, std::max(a.servers, b.servers),
                                        std::max(a.people, b.people)});
        }
    }
    if (--all.missing == 0) {
        Completion completion{ticket, *std::move(all.result)};
        gathering_.erase(ticket);
        sink_.complete(std::move(completion));
    }
}

}  // namespace snug::store
