// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace snug::load {

// Which of the turns 0, 1, 2… have come, where they may overtake each other. Holds only those beyond the
// first that is missing. Pure.
class SeenTurns {
public:
    // False when it was there already.
    bool add(std::uint32_t turn);
    bool has(std::uint32_t turn) const;

private:
    std::uint32_t next_ = 0;             // the first that is missing
    std::vector<std::uint32_t> beyond_;  // ascending
};

}  // namespace snug::load
