// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/hub_state.h"

namespace snug::rooms {

// Who may come in and who may speak: sanctions, and what is done at once with somebody who is here. Who
// administers the server is above all of it, so that nobody shuts themselves out.
class PeopleModeration {
public:
    explicit PeopleModeration(HubState& state)
        : state_(state)
    {
    }

    void kick(const Asker& asker, const protocol::admin::Kick& command);
    void notify(const Asker& asker, const QString& by, const protocol::admin::Notify& command);
    void impose(const Asker& asker, const QString& by, const protocol::admin::Impose& command);
    void lift(const Asker& asker, const protocol::admin::Lift& command);
    void list(const Asker& asker);

    // The sanctions are not as they were: does with everybody what they say now.
    void enforce();
    // What keeps somebody out who comes in by this name; null: nothing.
    const protocol::admin::Sanction* banOf(const Connection& connection,
                                           const protocol::Person& person) const;
    // What is known of somebody who was just let in.
    void welcome(Connection& connection);
    // Takes away the sanctions that are over.
    void tick();

private:
    void apply(Connection& connection);

    HubState& state_;
};

// "…: spam. Until 2026-11-26 12:00 UTC.", for the person.
QString toSentence(const protocol::admin::Sanction& sanction);

}  // namespace snug::rooms
