// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace snug::base {

// Never goes back: time-outs, budgets, rates.
using SteadyTime = std::chrono::steady_clock::time_point;
// Milliseconds since 1970 UTC, what people and other machines see.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

// Both clocks, read together. Pure code takes a Now instead of asking, so tests turn the clock by hand.
struct Now {
    SteadyTime steady;
    WallTime wall;

    static Now read()
    {
        return {std::chrono::steady_clock::now(),
                std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())};
    }
};

}  // namespace snug::base
