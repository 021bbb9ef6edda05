// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/administration.h"
#include "rooms/cluster.h"
#include "rooms/directory.h"
#include "rooms/membership.h"

namespace snug::rooms {

// Hello and goodbye: who a connection is, and what stays of somebody whose connection is gone.
class Greeter {
public:
    Greeter(HubState& state, Membership& membership, Directory& directory, Cluster& cluster,
            Administration& administration)
        : state_(state)
        , membership_(membership)
        , directory_(directory)
        , cluster_(cluster)
        , administration_(administration)
    {
    }

    void hello(Connection& connection, const Asker& asker, const protocol::Hello& command);
    void found(const PendingFindSession& pending, const store::Result<store::Outcome>& result);
    void admitted(const PendingAdmission& pending, const store::Result<store::Outcome>& result);
    void entered(const PendingEnter& pending, const store::Result<store::Outcome>& result);
    void saved(const PendingSaveSession& pending, const store::Result<store::Outcome>& result);
    void listed(const PendingWelcome& pending, const store::Result<store::Outcome>& result);

    void closed(Connection& connection, bool clean);
    // Forgets those whose names are held no longer.
    void tick();

private:
    void enter(Connection& connection, const PendingEnter& wish);
    void settle(Connection& connection, const PendingEnter& wish);
    QString newUser() const;
    bool isTakenHere(const protocol::Person& wanted) const;
    void comeBack(Connection& connection, User& user, const QString& nick);
    void forget(User& user);

    HubState& state_;
    Membership& membership_;
    Directory& directory_;
    Cluster& cluster_;
    Administration& administration_;
};

}  // namespace snug::rooms
