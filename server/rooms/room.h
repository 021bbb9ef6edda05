// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <map>
#include <optional>

#include "base/connection_id.h"
#include "protocol/events.h"
#include "rooms/user_registry.h"

namespace snug::rooms {

// One room while somebody is in it or on the way in: its facts, its members, what waits to be told.
// Borrows the users; the hub removes a member before its user goes.
class Room {
public:
    // A join that waits until the store has opened the room.
    struct WaitingJoin {
        base::ConnectionId connection{};
        std::optional<qint64> re;
        std::optional<protocol::Position> since;
    };

    explicit Room(QString name)
        : name_(std::move(name))
    {
    }

    const QString& name() const { return name_; }

    // ---- what the store said
    bool isOpen = false;
    QString topic;
    bool keep = true;
    protocol::Position head;  // the last entry told to members
    bool catchingUp = false;  // a read fills a gap in the feed
    std::vector<WaitingJoin> waitingJoins;
    int readsUnderWay = 0;  // resumes and catch-ups; the room is not forgotten meanwhile

    // ---- members
    // `attached`: gets pushes. A member that dropped, or whose resume is being read, is not.
    bool has(const User& user) const;
    bool isAttached(const User& user) const;
    void add(User& user, bool attached);  // again: only changes `attached`
    void remove(const User& user);
    void detach(const User& user);
    int memberCount() const { return static_cast<int>(members_.size()); }
    bool isIdle() const { return members_.empty() && waitingJoins.empty() && readsUnderWay == 0; }

    // Attached members' connections; made anew only after a change.
    const base::Audience& audience();
    // Up to `limit` members behind the sort key `after`; `next` is set where there are more.
    QVector<protocol::Member> page(const QString& after, int limit, QString* next) const;

    // ---- presence that waits for the next batch
    struct PresenceBatch {
        std::map<QString, protocol::Member> here;  // by user
        std::map<QString, protocol::Person> gone;
        bool truncated = false;

        bool isEmpty() const { return here.empty() && gone.empty() && !truncated; }
    };
    PresenceBatch batch;
    bool summarised = false;

private:
    struct Membership {
        User* user = nullptr;
        bool attached = false;
    };

    QString name_;
    std::map<QString, Membership> members_;  // by User::sortKey
    base::Audience audience_;                // null: to be made
};

}  // namespace snug::rooms
