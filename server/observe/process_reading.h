// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace snug::observe {

// What the operating system tells of this process; what it does not tell is absent.
struct ProcessReading {
    std::optional<double> cpuSeconds;
    std::optional<double> residentBytes;
    std::optional<double> openDescriptors;
    std::optional<double> mostDescriptors;
    std::optional<double> startSeconds;  // since 1970
};

// Any thread. A few system calls; does not wait.
ProcessReading readProcess();

}  // namespace snug::observe
