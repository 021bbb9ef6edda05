// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace snug::load {

// A message's text begins with its ordinal, "#17.", by which every copy of it is recognised in any dialect;
// the rest is filling. It needs no escaping anywhere. Pure.

// The text is `textBytes` long, or as long as its mark where that is longer.
std::size_t markedSize(std::uint64_t ordinal, std::size_t textBytes);
void appendMarked(std::string& out, std::uint64_t ordinal, std::size_t textBytes);

// The whole number that follows the first `key` in `bytes`; nothing when there is none.
std::optional<std::uint64_t> numberAfter(std::string_view bytes, std::string_view key);

}  // namespace snug::load
