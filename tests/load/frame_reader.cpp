// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/frame_reader.h"

#include <cstdint>

namespace snug::load {

namespace {

bool isControl(Opcode opcode)
{
    return static_cast<std::uint8_t>(opcode) >= 8;
}

bool isKnown(Opcode opcode)
{
    switch (opcode) {
        case Opcode::Continuation:
        case Opcode::Text:
        case Opcode::Binary:
        case Opcode::Close:
        case Opcode::Ping:
        case Opcode::Pong:
            return true;
    }
    return false;
}

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes) {
        value = (value << 8) | static_cast<std::uint8_t>(byte);
    }
    return value;
}

}  // namespace

void FrameReader::feed(std::string_view bytes)
{
    unread_ = leftover_.join(bytes);
}

FrameReader::Next FrameReader::next(Message& message)
{
    for (;;) {
        Header header;
        const Next state = readHeader(header);
        if (state == Next::Broken) {
            return state;
        }
        if (state == Next::NeedMore || unread_.size() < header.size + header.payload) {
            keepRest();
            return Next::NeedMore;
        }
        const std::string_view payload = unread_.substr(header.size, header.payload);
        unread_.remove_prefix(header.size + header.payload);
        const Next joined = join(header, payload, message);
        if (joined != Next::NeedMore) {
            return joined;
        }
    }
}

FrameReader::Next FrameReader::readHeader(Header& header) const
{
    if (unread_.size() < 2) {
        return Next::NeedMore;
    }
    const auto first = static_cast<std::uint8_t>(unread_[0]);
    const auto second = static_cast<std::uint8_t>(unread_[1]);
    header.final = (first & 0x80) != 0;
    header.opcode = static_cast<Opcode>(first & 0x0F);
    const bool reservedBits = (first & 0x70) != 0;
    const bool masked = (second & 0x80) != 0;
    if (reservedBits || masked || !isKnown(header.opcode)) {
        return Next::Broken;
    }
    const unsigned length = second & 0x7FU;
    if (isControl(header.opcode) && (!header.final || length > 125)) {
        return Next::Broken;
    }
    const std::size_t lengthBytes = length < 126 ? 0 : length == 126 ? 2 : 8;
    header.size = 2 + lengthBytes;
    if (unread_.size() < header.size) {
        return Next::NeedMore;
    }
    const std::uint64_t payload = lengthBytes == 0 ? length : bigEndian(unread_.substr(2, lengthBytes));
    if (payload > kMaxMessage) {
        return Next::Broken;
    }
    header.payload = static_cast<std::size_t>(payload);
    return Next::Message;
}

// Message when one is complete, NeedMore in the middle of fragments.
FrameReader::Next FrameReader::join(const Header& header, std::string_view payload, Message& message)
{
    if (isControl(header.opcode)) {
        message = {header.opcode, payload};
        return Next::Message;
    }
    if ((header.opcode == Opcode::Continuation) != inFragments_) {
        return Next::Broken;
    }
    if (!inFragments_ && header.final) {
        message = {header.opcode, payload};
        return Next::Message;
    }
    if (!inFragments_) {
        fragments_.clear();
        fragmentsOpcode_ = header.opcode;
    }
    if (fragments_.size() + payload.size() > kMaxMessage) {
        return Next::Broken;
    }
    fragments_.append(payload);
    inFragments_ = !header.final;
    if (inFragments_) {
        return Next::NeedMore;
    }
    message = {fragmentsOpcode_, fragments_};
    return Next::Message;
}

void FrameReader::keepRest()
{
    leftover_.keep(unread_);
    unread_ = {};
}

}  // namespace snug::load
