// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "protocol/admin_commands.h"

namespace snug::rooms {

struct AuditedWords {
    QString action;
    QString target;
    QString detail;
};

// What the audit log says of a command; nothing: it only looks at figures and is not written down. Never a
// code that was shown.
std::optional<AuditedWords> auditedWords(const protocol::AdminCommand& command);

}  // namespace snug::rooms
