// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace snug::load {

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

// Writes client frames (RFC 6455): whole, with a fresh mask each. The masks are pseudo-random: enough to make
// the server unmask in earnest, which is all that a load tool needs. One thread.
class FrameWriter {
public:
    explicit FrameWriter(std::uint64_t seed);

    // Appends one frame to `out`.
    void append(std::string& out, Opcode opcode, std::string_view payload);

private:
    std::uint32_t nextMask();

    std::uint64_t state_;
};

}  // namespace snug::load
