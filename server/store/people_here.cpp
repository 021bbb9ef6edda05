// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people_here.h"

#include <QSet>

#include "protocol/names.h"

namespace snug::store {

Result<Outcome> PeopleHere::run(const Enter& op)
{
    const protocol::Person& person = op.who.member.person;
    const QString key = protocol::nickKey(person.nick);
    if (users_.value(key, person.user) != person.user) {
        return Error{ErrorCode::NameTaken, QStringLiteral("somebody else is %1").arg(person.nick)};
    }
    name(person.user, key);
    return Outcome(Entered{});
}

Result<Outcome> PeopleHere::run(const UpdatePresence& op)
{
    for (const protocol::Person& person : op.gone) {
        forget(person.user);
    }
    QSet<QString> here;
    for (const PresenceRecord& record : op.here) {
        const protocol::Person& person = record.member.person;
        here.insert(person.user);
        const QString key = protocol::nickKey(person.nick);
        if (users_.value(key, person.user) == person.user) {
            name(person.user, key);
        }
    }
    if (op.whole) {
        for (const QString& user : keys_.keys()) {
            if (!here.contains(user)) {
                forget(user);
            }
        }
    }
    return Outcome(base::Done{});
}

Result<Outcome> PeopleHere::run(const ListElsewhere& /*op*/) const
{
    return Outcome(Elsewhere{});
}

Result<Outcome> PeopleHere::run(const TellTyping& /*op*/) const
{
    return Outcome(base::Done{});
}

void PeopleHere::name(const QString& user, const QString& key)
{
    forget(user);
    keys_.insert(user, key);
    users_.insert(key, user);
}

void PeopleHere::forget(const QString& user)
{
    const auto key = keys_.constFind(user);
    if (key != keys_.cend()) {
        users_.remove(*key);
        keys_.erase(key);
    }
}

Result<Outcome> PeopleHere::run(const TellServer& op)
{
    servers_.servers = {op.record};
    servers_.servers.first().id = kLocalServer;
    return Outcome(base::Done{});
}

Result<Outcome> PeopleHere::run(const ListServers& /*op*/) const
{
    return Outcome(servers_);
}

}  // namespace snug::store
