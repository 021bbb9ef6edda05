// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/commands.h"
#include "protocol/events.h"

namespace snug::protocol {

// The wire's "type" of a value, for records and statistics: a literal, so it costs no allocation and outlives
// everything. Pure, any thread. What has no word here has the one of its kind ("command", "answer", "push").
const char* typeWord(const Command& command);
const char* typeWord(const Answer& answer);  // "error" for a refusal
const char* typeWord(const Push& push);

}  // namespace snug::protocol
