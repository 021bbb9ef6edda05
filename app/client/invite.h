// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/server_address.h"

namespace snug::client {

// What one sends to others so that they come: a server, and a room of it if one is meant. A value.
//
// As a link: snug://HOST[:PORT][/ROOM][?tls], with the room in UTF-8 and per cent signs. There are no other
// parts: a link that asks for something that this version does not know is refused, never half obeyed.
struct Invite {
    static constexpr qsizetype kLongest = 1024;  // characters of a link
    static constexpr int kRoomCharacters = 255;  // whatever the server's own bound is: that one answers

    ServerAddress server;
    QString room;  // canonical; empty: none is meant

    // A link, or whatever ServerAddress takes; white space around it. Text of others: nothing in it is
    // trusted.
    static base::Result<Invite, AddressError> parse(const QString& text);

    // Parses to this again; but for an IPv6 address with a zone, which means nothing on another machine.
    QString link() const;

    friend bool operator==(const Invite&, const Invite&) = default;
};

}  // namespace snug::client
