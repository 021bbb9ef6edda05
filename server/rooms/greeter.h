// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/directory.h"
#include "rooms/membership.h"

namespace snug::rooms {

// Hello and goodbye: who a connection is, and what stays of somebody whose connection is gone.
class Greeter {
public:
    Greeter(HubState& state, Membership& membership, Directory& directory)
        : state_(state)
        , membership_(membership)
        , directory_(directory)
    {
    }

    void hello(Connection& connection, const Asker& asker, const protocol::Hello& command);
    void found(const PendingFindSession& pending, const store::Result<store::Outcome>& result);
    void saved(const PendingSaveSession& pending, const store::Result<store::Outcome>& result);
    void listed(const PendingWelcome& pending, const store::Result<store::Outcome>& result);

    void closed(Connection& connection, bool clean);
    // Forgets those whose names are held no longer.
    void tick();

private:
    void settle(Connection& connection, const Asker& asker, const QString& nick, const QString& session,
                User* known);
    void comeBack(Connection& connection, User& user, const QString& nick);
    void forget(User& user);

    HubState& state_;
    Membership& membership_;
    Directory& directory_;
};

}  // namespace snug::rooms
