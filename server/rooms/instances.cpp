// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/instances.h"

#include <algorithm>

namespace snug::rooms {

using protocol::CloseCode;
using protocol::admin::Watch;

namespace {

double loadOf(const store::ServerRecord& server)
{
    return static_cast<double>(server.connections) / std::max(server.capacity, 1);
}

}  // namespace

bool Instances::admits(const Connection& connection, const QString& user)
{
    const User* const known = state_.users.byId(user);
    if ((known != nullptr && known->isHere()) || state_.facts.isOwner(user)) {
        return true;  // takes nobody's place; and who administers must get in
    }
    const int others = state_.connectionCount() - 1;
    const bool isOverSoft = state_.config.softLimit > 0 && others >= state_.config.softLimit;
    if (isDraining()) {
        state_.disconnect(connection.id, CloseCode::Moved, elsewhere());
        return false;
    }
    if (const QString address = isOverSoft ? elsewhere() : QString(); !address.isEmpty()) {
        state_.disconnect(connection.id, CloseCode::Moved, address);
        return false;
    }
    if (state_.config.hardLimit > 0 && others >= state_.config.hardLimit) {
        state_.disconnect(connection.id, CloseCode::Full,
                          QStringLiteral("As many people are here as may be. Try again later."));
        return false;
    }
    return true;
}

QString Instances::elsewhere() const
{
    const store::ServerRecord* best = nullptr;
    for (const store::ServerRecord& server : servers_) {
        const bool mayTake = server.id != mine_ && !server.address.isEmpty() && !server.draining &&
                             server.connections < server.capacity;
        if (mayTake && (best == nullptr || loadOf(server) < loadOf(*best))) {
            best = &server;
        }
    }
    return best == nullptr ? QString() : best->address;
}

protocol::admin::Instance Instances::toRow(const store::ServerRecord& record) const
{
    return {record.id,
            record.name,
            record.address,
            record.version,
            record.connections,
            record.capacity,
            std::chrono::duration<double>(record.lag).count(),
            state_.facts.isDraining(record.id),
            record.since};
}

void Instances::begin(base::ConnectionId watcher)
{
    watchers_.tellOne(watcher, protocol::admin::Instances{told_, mine_});
}

void Instances::drain(const Asker& asker, const protocol::admin::Drain& command)
{
    const auto isIt = [&](const store::ServerRecord& server) { return server.id == command.instance; };
    const bool known = std::any_of(servers_.begin(), servers_.end(), isIt);
    if (!known) {
        state_.refuse(asker, protocol::ErrorCode::NotFound);
        return;
    }
    if (command.draining && servers_.size() < 2) {
        state_.refuse(asker, protocol::makeError(protocol::ErrorCode::NotFound,
                                                 QStringLiteral("There is no other instance to go to.")));
        return;
    }
    const QString key = ServerFacts::drainKey(command.instance);
    const QByteArray value = command.draining ? ServerFacts::yes() : QByteArray();
    state_.ask(store::PutFact{0, key, value, {}}, PendingFact{asker, key, value, std::nullopt, false});
}

void Instances::listed(const store::Result<store::Outcome>& result)
{
    asking_ = false;
    if (!result) {
        return;
    }
    const auto& list = std::get<store::Servers>(*result);
    servers_ = list.servers;
    mine_ = list.mine;
    QVector<protocol::admin::Instance> rows;
    for (const store::ServerRecord& server : servers_) {
        rows.append(toRow(server));
    }
    watchers_.setInstances(static_cast<int>(servers_.size()));
    if (rows != told_) {
        told_ = rows;
        watchers_.tell(&Watch::instances, protocol::admin::Instances{told_, mine_});
    }
}

void Instances::tick()
{
    if (since_ == base::WallTime{}) {
        since_ = state_.now.wall;
    }
    store::ServerRecord record;
    record.name = state_.config.server.name;
    record.address = state_.config.advertise;
    record.version = state_.config.server.version;
    record.connections = state_.connectionCount();
    record.capacity = state_.config.capacity;
    record.lag = watchers_.lag();
    record.draining = isDraining();
    record.since = since_;
    state_.tellStore(store::TellServer{0, std::move(record)});
    if (!std::exchange(asking_, true)) {
        state_.ask(store::ListServers{0}, PendingInstances{});
    }
    if (!isDraining()) {
        drainedFor_ = 0;
    } else if (++drainedFor_ > kPatience || !elsewhere().isEmpty()) {
        moveEverybody();
    }
}

void Instances::moveEverybody()
{
    const QString address = elsewhere();
    int moved = 0;
    for (const auto& [id, connection] : state_.connections) {
        if (connection.greeted && !connection.mayAdminister && moved++ < kMovedPerTick) {
            state_.disconnect(id, CloseCode::Moved, address);
        }
    }
}

}  // namespace snug::rooms
