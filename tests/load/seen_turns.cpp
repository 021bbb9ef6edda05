// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/seen_turns.h"

#include <algorithm>

namespace snug::load {

bool SeenTurns::add(std::uint32_t turn)
{
    if (turn == next_ && beyond_.empty()) {
        ++next_;
        return true;
    }
    const auto place = std::ranges::lower_bound(beyond_, turn);
    if (turn < next_ || (place != beyond_.end() && *place == turn)) {
        return false;
    }
    beyond_.insert(place, turn);
    auto end = beyond_.begin();
    while (end != beyond_.end() && *end == next_) {
        ++end;
        ++next_;
    }
    beyond_.erase(beyond_.begin(), end);
    return true;
}

bool SeenTurns::has(std::uint32_t turn) const
{
    return turn < next_ || std::ranges::binary_search(beyond_, turn);
}

}  // namespace snug::load
