// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <functional>
#include <optional>

#include "load/progress.h"
#include "load/result.h"
#include "load/servers.h"

namespace snug::load {

// How many people a server can take: whole runs of more and more rooms of plan.members, each with
// plan.ratePerRoom messages a second, until the plan's bounds are passed or something goes wrong. Every run
// makes rooms of its own. Blocks; begins no run after kLimitTime.
inline constexpr std::chrono::minutes kLimitTime{15};

struct Limit {
    std::optional<RunResult> held;    // the largest that did
    std::optional<RunResult> failed;  // the smallest that did not
    bool timedOut = false;
};
// `plan.rooms` is where it begins, `mostRooms` where it ends at the latest. `tell` gets a line for each run.
Limit findLimit(const Plan& plan, std::size_t mostRooms, const Servers& servers, Progress& progress,
                const std::function<void(const QByteArray&)>& tell);

// What was found out, for people.
QByteArray textOf(const Limit& limit);

}  // namespace snug::load
