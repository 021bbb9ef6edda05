// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "load/histogram.h"
#include "load/ledger.h"
#include "load/plan.h"
#include "load/storm.h"

namespace snug::load {

// What a run found out.
struct RunResult {
    Plan plan;
    bool numbered = true;  // whether the order of all messages of a room was checked, or only each sender's
    bool ready = false;    // all connections came to their place; otherwise only the losses mean something
    double connectsPerSecond = 0;  // to their place: hello and join included
    double seconds = 0;            // that were measured
    std::uint64_t messages = 0;
    std::uint64_t deliveries = 0;
    Histogram deliveryLatency;               // from when a message was due to when a member had it
    Histogram answerLatency;                 // from when it was due to when its sender had the answer
    double toolCpuShare = 0;                 // of one core, while measured: near 1 the tool is the bottleneck
    std::optional<double> serverCpuSeconds;  // while measured
    std::optional<std::int64_t> serverPssBytes;        // with all connections at rest
    std::optional<double> serverPssPerConnection;      // bytes by which it grew, of each
    std::optional<double> serverPrivatePerConnection;  // the same of its private memory
    std::optional<StormResult> storm;
    Faults faults;
    std::map<std::string, std::uint64_t> losses;

    // Percent of one core, while measured.
    std::optional<double> serverCpuPercent() const;
    // Whether all storms took place and everybody came back; true where there were to be none.
    bool isBack() const;
    bool isCorrect() const { return ready && !faults.any() && losses.empty() && isBack(); }
    // Within the plan's bounds; what was not measured is not within.
    bool isFastEnough() const;
    bool good() const { return isCorrect() && isFastEnough(); }
};

}  // namespace snug::load
