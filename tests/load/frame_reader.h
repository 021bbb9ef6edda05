// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "load/frame_writer.h"
#include "load/leftover.h"

namespace snug::load {

// Reads server frames (RFC 6455) from a stream of bytes. Strict: a masked frame, a reserved bit, an unknown
// opcode or a wrong fragment is Broken, and so is a message over kMaxMessage. Whole frames are read where
// they lie; only what is cut off at the end of a read is copied. One thread.
class FrameReader {
public:
    static constexpr std::size_t kMaxMessage = 16 * 1024 * 1024;

    // A message (fragments joined; opcode Text or Binary) or a control frame.
    struct Message {
        Opcode opcode = Opcode::Text;
        std::string_view payload;  // until the next call
    };
    enum class Next { Message, NeedMore, Broken };

    // Hands in bytes. They are borrowed until next() has answered NeedMore or Broken: call it until then.
    void feed(std::string_view bytes);
    Next next(Message& message);

private:
    struct Header {
        bool final = false;
        Opcode opcode = Opcode::Text;
        std::size_t size = 0;     // of the header itself
        std::size_t payload = 0;  // bytes that follow it
    };

    Next readHeader(Header& header) const;
    Next join(const Header& header, std::string_view payload, Message& message);
    void keepRest();

    std::string_view unread_;
    Leftover leftover_;      // owns unread_ when a frame was cut off
    std::string fragments_;  // of the message under way
    Opcode fragmentsOpcode_ = Opcode::Text;
    bool inFragments_ = false;
};

}  // namespace snug::load
