// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/admin_commands.h"

namespace snug::rooms {

// Whether somebody of this role may have this done. Pure; the one place that decides it, asked for every
// command of administration.
bool may(protocol::Role role, const protocol::AdminCommand& command);

}  // namespace snug::rooms
