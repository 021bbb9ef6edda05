// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/progress.h"
#include "load/result.h"
#include "load/servers.h"

namespace snug::load {

// Runs a plan from the first connection to the last byte: connect, rest, warm up, measure, drain. Blocks for
// as long as the plan says, and at most kSetUp + kStormEnd + kDrain and a few seconds longer.
inline constexpr std::chrono::seconds kSetUp{120};
inline constexpr std::chrono::seconds kDrain{10};
inline constexpr std::chrono::seconds kStormEnd{60};  // for a storm that is not over when measuring ends
RunResult runPlan(const Plan& plan, const Servers& servers, Progress& progress);

}  // namespace snug::load
