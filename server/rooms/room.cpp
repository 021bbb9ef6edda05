// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/room.h"

#include <algorithm>

namespace snug::rooms {

void Room::beginAnew(const store::RoomFacts& facts)
{
    topic = facts.topic;
    keep = facts.keep;
    head = facts.head;
    fedMeanwhile_.clear();
    awaited_.clear();
}

void Room::await(const protocol::Person& from, const QString& nonce, base::SteadyTime since)
{
    awaited_.push_back({from.user, nonce, since});
}

base::SteadyTime Room::awaited(const protocol::Person& from, const QString& nonce)
{
    const auto found = std::find_if(awaited_.begin(), awaited_.end(), [&](const Awaited& each) {
        return each.nonce == nonce && each.user == from.user;
    });
    if (found == awaited_.end()) {
        return {};
    }
    const base::SteadyTime since = found->since;
    awaited_.erase(found);
    return since;
}

void Room::endRead()
{
    if (--readsUnderWay_ == 0) {
        fedMeanwhile_.clear();
    }
}

void Room::advance(const protocol::LogEntry& entry, int remember)
{
    head.seq = entry.seq;
    if (readsUnderWay_ > 0) {
        fedMeanwhile_.push_back(entry);
        if (static_cast<int>(fedMeanwhile_.size()) > remember) {
            fedMeanwhile_.pop_front();
        }
    }
}

QVector<protocol::LogEntry> Room::completed(QVector<protocol::LogEntry> read) const
{
    for (const protocol::LogEntry& entry : fedMeanwhile_) {
        if (read.isEmpty() || entry.seq > read.constLast().seq) {
            read.append(entry);
        }
    }
    return read;
}

bool Room::has(const User& user) const
{
    return members_.contains(user.sortKey());
}

bool Room::isAttached(const User& user) const
{
    const auto found = members_.find(user.sortKey());
    return found != members_.end() && found->second.attached;
}

void Room::attach(User& user)
{
    members_[user.sortKey()] = {&user, true, {}};
    audience_.reset();
}

void Room::detach(User& user, base::SteadyTime now)
{
    const auto found = members_.find(user.sortKey());
    if (found != members_.end() && found->second.attached) {
        found->second = {&user, false, now};
        audience_.reset();
    }
}

void Room::remove(const User& user)
{
    members_.erase(user.sortKey());
    audience_.reset();
}

std::vector<User*> Room::detachedBy(base::SteadyTime then) const
{
    std::vector<User*> out;
    for (const auto& [key, member] : members_) {
        if (!member.attached && member.detachedSince <= then) {
            out.push_back(member.user);
        }
    }
    return out;
}

const base::Audience& Room::audience()
{
    if (!audience_) {
        auto ids = std::make_shared<std::vector<base::ConnectionId>>();
        ids->reserve(members_.size());
        for (const auto& [key, member] : members_) {
            if (member.attached && member.user->isHere()) {
                ids->push_back(member.user->connection);
            }
        }
        std::sort(ids->begin(), ids->end());
        audience_ = std::move(ids);
    }
    return audience_;
}

QVector<protocol::Member> Room::page(const QString& after, int limit, QString* next) const
{
    const RemotePeople::Group& elsewhere = remote_.in(name_);
    auto here = members_.upper_bound(after);
    auto there = elsewhere.upper_bound(after);
    QVector<protocol::Member> out;
    QString last;
    const auto isMore = [&] { return here != members_.end() || there != elsewhere.end(); };
    while (isMore() && out.size() < limit) {
        const bool isHere =
            there == elsewhere.end() || (here != members_.end() && here->first < there->first);
        if (isHere) {
            out.append({here->second.user->person, here->second.user->state});
            last = (here++)->first;
        } else {
            out.append(there->second);
            last = (there++)->first;
        }
    }
    *next = isMore() ? last : QString();
    return out;
}

}  // namespace snug::rooms
