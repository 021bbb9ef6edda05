// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/frame_writer.h"

#include <array>
#include <cstring>

namespace snug::load {

namespace {

constexpr std::uint8_t kFinal = 0x80;
constexpr std::uint8_t kMasked = 0x80;

void appendBigEndian(std::string& out, std::uint64_t value, int bytes)
{
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>(value >> shift));
    }
}

}  // namespace

FrameWriter::FrameWriter(std::uint64_t seed)
    : state_(seed | 1)
{
}

// xorshift64*.
std::uint32_t FrameWriter::nextMask()
{
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<std::uint32_t>((state_ * 0x2545F4914F6CDD1DULL) >> 32);
}

void FrameWriter::append(std::string& out, Opcode opcode, std::string_view payload)
{
    out.push_back(static_cast<char>(kFinal | static_cast<std::uint8_t>(opcode)));
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(kMasked | payload.size()));
    } else if (payload.size() <= 0xFFFF) {
        out.push_back(static_cast<char>(kMasked | 126));
        appendBigEndian(out, payload.size(), 2);
    } else {
        out.push_back(static_cast<char>(kMasked | 127));
        appendBigEndian(out, payload.size(), 8);
    }

    std::array<char, 4> mask{};
    const std::uint32_t bits = nextMask();
    std::memcpy(mask.data(), &bits, mask.size());
    out.append(mask.data(), mask.size());

    const std::size_t start = out.size();
    out.append(payload);
    for (std::size_t i = 0; i < payload.size(); ++i) {
        out[start + i] = static_cast<char>(out[start + i] ^ mask[i % mask.size()]);
    }
}

}  // namespace snug::load
