// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/user_registry.h"

#include "protocol/names.h"

namespace snug::rooms {

User& UserRegistry::add(const protocol::Person& person, const QByteArray& tokenHash)
{
    auto user = std::make_unique<User>();
    user->person = person;
    user->nickKey = protocol::nickKey(person.nick);
    user->tokenHash = tokenHash;
    Q_ASSERT(!nicks_.contains(user->nickKey));
    User& added = *user;
    tokens_.insert(tokenHash, &added);
    nicks_.insert(added.nickKey, &added);
    users_[person.user] = std::move(user);
    return added;
}

void UserRegistry::remove(User& user)
{
    tokens_.remove(user.tokenHash);
    nicks_.remove(user.nickKey);
    users_.erase(users_.find(user.person.user));
}

void UserRegistry::rename(User& user, const QString& nick)
{
    nicks_.remove(user.nickKey);
    user.person.nick = nick;
    user.nickKey = protocol::nickKey(nick);
    Q_ASSERT(!nicks_.contains(user.nickKey));
    nicks_.insert(user.nickKey, &user);
}

User* UserRegistry::byId(const QString& user) const
{
    const auto found = users_.find(user);
    return found == users_.end() ? nullptr : found->second.get();
}

User* UserRegistry::byToken(const QByteArray& tokenHash) const
{
    return tokens_.value(tokenHash, nullptr);
}

User* UserRegistry::byNickKey(const QString& nickKey) const
{
    return nicks_.value(nickKey, nullptr);
}

}  // namespace snug::rooms
