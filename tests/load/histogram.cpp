// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace snug::load {

// Values below 64 have a step each. Above, a value is its highest bit and the six bits after it.
std::size_t Histogram::stepOf(std::uint64_t value)
{
    constexpr std::uint64_t kFirst = std::uint64_t{1} << kStepBits;
    if (value < kFirst) {
        return static_cast<std::size_t>(value);
    }
    const int shift = static_cast<int>(std::bit_width(value)) - 1 - kStepBits;
    const auto step = (static_cast<std::size_t>(shift + 1) << kStepBits) +
                      static_cast<std::size_t>((value >> shift) - kFirst);
    return std::min(step, kSteps - 1);
}

std::uint64_t Histogram::upperEnd(std::size_t step)
{
    constexpr std::size_t kFirst = std::size_t{1} << kStepBits;
    if (step < kFirst) {
        return step;
    }
    const std::size_t shift = (step >> kStepBits) - 1;
    return ((kFirst + (step & (kFirst - 1)) + 1) << shift) - 1;
}

void Histogram::record(std::int64_t nanoseconds)
{
    nanoseconds = std::max<std::int64_t>(nanoseconds, 0);
    ++steps_[stepOf(static_cast<std::uint64_t>(nanoseconds))];
    ++count_;
    max_ = std::max(max_, nanoseconds);
}

void Histogram::clear()
{
    *this = Histogram{};
}

std::int64_t Histogram::quantile(double share) const
{
    const auto wanted = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_))));
    std::uint64_t seen = 0;
    for (std::size_t step = 0; step < kSteps; ++step) {
        seen += steps_[step];
        if (seen >= wanted) {
            return std::min(static_cast<std::int64_t>(upperEnd(step)), max_);
        }
    }
    return max_;
}

}  // namespace snug::load
