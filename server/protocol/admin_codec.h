// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "protocol/admin_commands.h"
#include "protocol/admin_events.h"
#include "protocol/json_fields.h"
#include "protocol/json_writer.h"

namespace snug::protocol {

// Administration's part of the codec. Inside of it only.

// With the type.
void writeAdmin(JsonWriter& out, const AdminCommand& command);
void writeAdmin(JsonWriter& out, const AdminAnswer& answer);
void writeAdmin(JsonWriter& out, const AdminPush& push);

// Nothing: there is no such type.
std::optional<AdminCommand> readAdminCommand(QStringView type, JsonFields& in);
std::optional<AdminAnswer> readAdminAnswer(QStringView type, JsonFields& in);
std::optional<AdminPush> readAdminPush(QStringView type, JsonFields& in);

// A missing word is the first one.
Role readRole(JsonFields& in);
QLatin1StringView roleWord(Role role);

}  // namespace snug::protocol
