// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "store/operations.h"

namespace snug::store {

// The people of a store that belongs to one server, their names, and what it tells of itself: in memory only.
// Nobody is elsewhere.
class PeopleHere {
public:
    Result<Outcome> run(const Enter& op);
    Result<Outcome> run(const UpdatePresence& op);
    Result<Outcome> run(const ListElsewhere& op) const;
    Result<Outcome> run(const TellTyping& op) const;
    Result<Outcome> run(const TellServer& op);
    Result<Outcome> run(const ListServers& op) const;

private:
    void name(const QString& user, const QString& key);
    void forget(const QString& user);

    QHash<QString, QString> keys_;       // by user: what the name is compared by
    QHash<QString, QString> users_;      // by that key
    Servers servers_{{}, kLocalServer};  // none, or this one
};

}  // namespace snug::store
