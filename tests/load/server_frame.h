// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace snug::load {

// What a server says, in whatever dialect, is to the tool one of these.
struct ServerFrame {
    enum class Kind {
        Message,  // seq where the dialect has one, ordinal
        Sent,     // seq, ordinal
        Refused,  // the answer to a send was an error: ordinal, word
        Reply,    // the set-up step succeeded
        Denied,   // it did not: word
        Other,    // presence and the like
        Unreadable,
    };
    Kind kind = Kind::Other;
    std::uint64_t seq = 0;
    std::uint64_t ordinal = 0;
    std::string word{};  // the reply's type, or the error's code
    // Of replies, where the dialect has a way back:
    std::string token{};  // a welcome's session, a joined's epoch
    bool whole = true;    // false: the session was not resumed, or the log has a gap
};

// What some bytes brought.
struct Incoming {
    std::vector<ServerFrame> frames;
    std::string answer;  // to be sent at once; empty: nothing
};

}  // namespace snug::load
