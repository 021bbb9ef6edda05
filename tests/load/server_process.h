// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace snug::load {

// What a server that runs on this machine uses up, as the kernel counts it.
struct ProcessUse {
    double cpuSeconds = 0;          // of all threads, user and system
    std::int64_t pssBytes = 0;      // its share of what it has in memory
    std::int64_t privateBytes = 0;  // what it alone has in memory

    ProcessUse& operator+=(const ProcessUse& other);
};

// Nothing where /proc does not tell: no such process, or not allowed.
std::optional<ProcessUse> readProcessUse(int pid);

}  // namespace snug::load
