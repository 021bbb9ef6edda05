// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/server_address.h"

namespace snug::client {

// Where a session connects next: to the address that the person named, or to the one that a server sent it on
// to (close code 4004). Pure. Bounds: kMostMoves in a row without a welcome, so that servers that send each
// other's people to and fro hold nobody up.
class Route {
public:
    static constexpr int kMostMoves = 3;

    explicit Route(const ServerAddress& home)
        : home_(home)
        , next_(home)
    {
    }

    const ServerAddress& home() const { return home_; }
    const ServerAddress& next() const { return next_; }

    // A server sends us on to `target`, "host:port". False: it is no such thing, or one move too many; then
    // next() is home again.
    bool follow(const QString& target);
    void welcomed();
    // The next attempt goes home: one ended without a welcome, or begins anew.
    void goHome();

private:
    ServerAddress home_;
    ServerAddress next_;
    int moves_ = 0;  // since the last welcome
};

}  // namespace snug::client
