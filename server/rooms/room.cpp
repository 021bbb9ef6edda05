// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/room.h"

#include <algorithm>

namespace snug::rooms {

bool Room::has(const User& user) const
{
    return members_.contains(user.sortKey());
}

bool Room::isAttached(const User& user) const
{
    const auto found = members_.find(user.sortKey());
    return found != members_.end() && found->second.attached;
}

void Room::add(User& user, bool attached)
{
    members_[user.sortKey()] = {&user, attached};
    audience_.reset();
}

void Room::remove(const User& user)
{
    members_.erase(user.sortKey());
    audience_.reset();
}

void Room::detach(const User& user)
{
    const auto found = members_.find(user.sortKey());
    if (found != members_.end() && found->second.attached) {
        found->second.attached = false;
        audience_.reset();
    }
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
    QVector<protocol::Member> out;
    auto at = after.isEmpty() ? members_.begin() : members_.upper_bound(after);
    QString last;
    for (; at != members_.end() && out.size() < limit; ++at) {
        out.append({at->second.user->person, at->second.user->state});
        last = at->first;
    }
    *next = at == members_.end() ? QString() : last;
    return out;
}

}  // namespace snug::rooms
