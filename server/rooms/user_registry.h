// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <memory>
#include <set>
#include <unordered_map>

#include "base/connection_id.h"
#include "base/time.h"
#include "protocol/values.h"

namespace snug::rooms {

inline QString sortKeyOf(const QString& nickKey, const QString& user)
{
    return nickKey + u'\n' + user;
}

// Someone the hub knows now: here, or gone for less than the name is held.
struct User {
    protocol::Person person;
    QString nickKey;
    QByteArray tokenHash;             // of the session secret
    base::ConnectionId connection{};  // none while dropped
    base::SteadyTime goneSince{};     // meaningful while there is no connection
    protocol::PresenceState state = protocol::PresenceState::Active;
    std::set<QString> rooms;  // whose member this is
    QString address;          // of the newest connection
    base::WallTime since;     // when that said hello

    bool isHere() const { return connection != base::ConnectionId{}; }
    // Orders people by nick; unique. Names a place in a page of members.
    QString sortKey() const { return sortKeyOf(nickKey, person.user); }
};

// All users, by id, by session and by nick. Owns them; pointers stay good until remove().
class UserRegistry {
public:
    // The nick must be free. Answers the new user.
    User& add(const protocol::Person& person, const QByteArray& tokenHash);
    void remove(User& user);
    // The new nick must be free or the user's own.
    void rename(User& user, const QString& nick);

    User* byId(const QString& user) const;
    User* byToken(const QByteArray& tokenHash) const;
    User* byNickKey(const QString& nickKey) const;

    const std::unordered_map<QString, std::unique_ptr<User>>& all() const { return users_; }

private:
    std::unordered_map<QString, std::unique_ptr<User>> users_;
    QHash<QByteArray, User*> tokens_;
    QHash<QString, User*> nicks_;
};

}  // namespace snug::rooms
