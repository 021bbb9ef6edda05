// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "base/connection_id.h"
#include "protocol/events.h"
#include "rooms/remote_people.h"
#include "rooms/user_registry.h"
#include "store/operations.h"

namespace snug::rooms {

// One room while somebody is in it or on the way in: its facts, its members, what waits to be told.
// Borrows the users; the hub removes a member before its user goes. Members on other servers are in
// RemotePeople, which it borrows too; nobody is a member here and there.
class Room {
public:
    // A join that waits until the store has opened the room.
    struct WaitingJoin {
        base::ConnectionId connection{};
        std::optional<qint64> re;
        std::optional<protocol::Position> since;
    };

    Room(QString name, const RemotePeople& remote)
        : name_(std::move(name))
        , remote_(remote)
    {
    }

    const QString& name() const { return name_; }

    // ---- what the store said
    bool isOpen = false;
    // The facts are these from now on; nothing of another log counts any more.
    void beginAnew(const store::RoomFacts& facts);
    QString topic;
    bool keep = true;
    protocol::Position head;  // the last entry told to members
    bool catchingUp = false;  // a read fills a gap in the feed
    std::vector<WaitingJoin> waitingJoins;

    // ---- appends of this server that were not told yet
    void await(const protocol::Person& from, const QString& nonce, base::SteadyTime since);
    // It was told, or will not be: when it came in; the epoch where nothing is known of it.
    base::SteadyTime awaited(const protocol::Person& from, const QString& nonce);

    // ---- reads of the log that the store has not answered: resumes and catch-ups. The room is not forgotten
    // meanwhile, and what is fed is remembered, because the read may not have seen it.
    void beginRead() { ++readsUnderWay_; }
    void endRead();
    // Told to the members now; `remember` at most so many, the oldest go.
    void advance(const protocol::LogEntry& entry, int remember);
    // Entries of the log up to head, in order, of which the read brought the first; what came after follows.
    QVector<protocol::LogEntry> completed(QVector<protocol::LogEntry> read) const;

    // ---- members
    // Attached: gets pushes. A member that dropped, or whose resume is being read, is not.
    bool has(const User& user) const;
    bool isAttached(const User& user) const;
    void attach(User& user);  // adds it if it is no member yet
    void detach(User& user, base::SteadyTime now);
    void remove(const User& user);
    // Members that were detached then or before.
    std::vector<User*> detachedBy(base::SteadyTime then) const;
    // Here and on other servers.
    int memberCount() const { return static_cast<int>(members_.size() + remote_.in(name_).size()); }
    bool isIdle() const { return members_.empty() && waitingJoins.empty() && readsUnderWay_ == 0; }

    // Attached members' connections; made anew only after a change.
    const base::Audience& audience();
    // Up to `limit` members, here and on other servers, behind the sort key `after`; `next` is set where
    // there are more.
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
        base::SteadyTime detachedSince;
    };

    struct Awaited {
        QString user;
        QString nonce;
        base::SteadyTime since;
    };

    QString name_;
    const RemotePeople& remote_;
    std::deque<Awaited> awaited_;  // nearly in the order of the telling
    int readsUnderWay_ = 0;
    std::deque<protocol::LogEntry> fedMeanwhile_;  // while a read is under way
    std::map<QString, Membership> members_;        // by User::sortKey
    base::Audience audience_;                      // null: to be made
};

}  // namespace snug::rooms
