// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <compare>

namespace snug::base {

// A count of bytes, so that no limit is ever compared with a number of characters.
struct Bytes {
    qint64 count = 0;

    friend constexpr auto operator<=>(Bytes,
                                      Bytes) = default;  // NOLINT(modernize-use-nullptr): not a pointer
    friend constexpr Bytes operator+(Bytes a, Bytes b) { return {a.count + b.count}; }
    friend constexpr Bytes operator-(Bytes a, Bytes b) { return {a.count - b.count}; }
};

constexpr Bytes operator""_B(unsigned long long count)
{
    return {static_cast<qint64>(count)};
}
constexpr Bytes operator""_KiB(unsigned long long count)
{
    return {static_cast<qint64>(count) * 1024};
}
constexpr Bytes operator""_MiB(unsigned long long count)
{
    return {static_cast<qint64>(count) * 1024 * 1024};
}

}  // namespace snug::base
