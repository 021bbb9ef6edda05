// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>

namespace snug::load {

// Looks for the largest size that holds: doubles until one does not, then halves the distance until it is
// within a tenth. Bounded in steps. Pure.
class LimitSearch {
public:
    static constexpr int kMaxSteps = 24;

    // Sizes from 1 to `most`, beginning with `first`.
    LimitSearch(std::size_t first, std::size_t most)
        : most_(std::max<std::size_t>(most, 1))
        , next_(std::clamp<std::size_t>(first, 1, most_))
    {
    }

    // The size to try; 0: the search is over.
    std::size_t next() const { return steps_ < kMaxSteps ? next_ : 0; }
    // Whether next() held.
    void tell(bool held);

    // 0: none did.
    std::size_t held() const { return held_; }

private:
    std::size_t most_;
    std::size_t next_;
    std::size_t held_ = 0;
    std::size_t failed_ = 0;  // the smallest; 0: none did
    int steps_ = 0;
};

}  // namespace snug::load
