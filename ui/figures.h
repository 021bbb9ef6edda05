// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

namespace snug::ui {

// What a series of figures comes to.
struct Summary {
    double least = 0;
    double median = 0;
    double p95 = 0;

    friend bool operator==(const Summary&, const Summary&) = default;
};

// Nothing for an empty series. Nearest rank; the median of an even count is the lower one.
std::optional<Summary> summarise(std::vector<double> values);

}  // namespace snug::ui
