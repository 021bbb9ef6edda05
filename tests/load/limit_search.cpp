// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/limit_search.h"

namespace snug::load {

void LimitSearch::tell(bool held)
{
    ++steps_;
    (held ? held_ : failed_) = next_;
    if (failed_ == 0) {
        next_ = held_ < most_ ? std::min(held_ * 2, most_) : 0;
        return;
    }
    const bool isClose = failed_ - held_ <= std::max<std::size_t>(held_ / 10, 1);
    next_ = isClose ? 0 : held_ + (failed_ - held_) / 2;
}

}  // namespace snug::load
