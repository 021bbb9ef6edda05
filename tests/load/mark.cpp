// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/mark.h"

#include <algorithm>
#include <charconv>

namespace snug::load {

std::size_t markedSize(std::uint64_t ordinal, std::size_t textBytes)
{
    return std::max(textBytes, std::to_string(ordinal).size() + 2);
}

void appendMarked(std::string& out, std::uint64_t ordinal, std::size_t textBytes)
{
    const std::size_t end = out.size() + markedSize(ordinal, textBytes);
    out.append("#").append(std::to_string(ordinal)).append(".");
    out.append(end - out.size(), 'x');
}

std::optional<std::uint64_t> numberAfter(std::string_view bytes, std::string_view key)
{
    const std::size_t at = bytes.find(key);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    const char* const first = bytes.data() + at + key.size();
    const auto [end, error] = std::from_chars(first, bytes.data() + bytes.size(), value);
    if (error != std::errc{} || end == first) {
        return std::nullopt;
    }
    return value;
}

}  // namespace snug::load
