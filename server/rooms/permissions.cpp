// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/permissions.h"

namespace snug::rooms {

bool may(protocol::Role role, const protocol::AdminCommand& command)
{
    // How one becomes somebody who may.
    return role == protocol::Role::Owner || std::holds_alternative<protocol::admin::Claim>(command);
}

}  // namespace snug::rooms
