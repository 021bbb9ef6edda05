// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::client {

// Something that who administers a server did: what, and to what. `target` is a room, a name, an address, a
// setting, an instance, the id of a sanction, or the number of a connection; empty: everybody.
struct AdminDeed {
    enum class What {
        Claim,
        Kick,
        Notify,
        Impose,
        Lift,
        Lock,
        Unlock,
        Clear,
        Delete,
        Change,
        Drain,
        TakeBack
    };
    What what = What::Claim;
    QString target;

    friend bool operator==(const AdminDeed&, const AdminDeed&) = default;
};

}  // namespace snug::client
