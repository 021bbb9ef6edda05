// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures.h"

#include <algorithm>
#include <cmath>

namespace snug::ui {

std::optional<Summary> summarise(std::vector<double> values)
{
    if (values.empty()) {
        return std::nullopt;
    }
    std::sort(values.begin(), values.end());
    const auto rank = [&values](double share) {
        const double place = std::ceil(share * static_cast<double>(values.size())) - 1;
        return values.at(static_cast<std::size_t>(std::max(0.0, place)));
    };
    return Summary{values.front(), rank(0.5), rank(0.95)};
}

}  // namespace snug::ui
