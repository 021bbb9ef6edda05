// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/room_sync.h"

namespace snug::client {

// A room that one is in, or is about to be: what is known of it, and what keeps that true.
struct Room {
    Room(Session& session, const QString& name, const Self& self, const Backoff::Random& random)
        : state(name, self)
        , sync(session, state, random)
    {
    }

    RoomState state;
    RoomSync sync;
};

}  // namespace snug::client
