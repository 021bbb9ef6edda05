// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/commands.h"
#include "protocol/events.h"

namespace snug::protocol {

// One of each that administration says, with every field set to something that is not its default.

QVector<AdminCommand> everyAdminCommand();
QVector<AdminAnswer> everyAdminAnswer();
QVector<AdminPush> everyAdminPush();

}  // namespace snug::protocol
