// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace snug::load {

// The protocol as the load tool speaks it (server/protocol/PROTOCOL.md). On purpose not the project's own
// codec: a mistake in that one shall not hide itself, and the hot path reads bytes without making objects.
//
// A message's text begins with its ordinal, "#17.", by which every copy of it is recognised; ordinals are
// also the ids and nonces of sends; set-up commands have an id that no ordinal reaches.

inline constexpr std::int64_t kSetUpId = (std::int64_t{1} << 53) - 1;

// Commands, as JSON. Nicks and rooms are the tool's own names and need no escaping.
std::string helloCommand(std::string_view nick);
std::string createCommand(std::string_view room, bool keep);
std::string joinCommand(std::string_view room);
// Reuses `out`. The text is `textBytes` long, or as long as its mark where that is longer.
void writeSendCommand(std::string& out, std::string_view room, std::uint64_t ordinal, std::size_t textBytes);

// What a frame from the server is to the tool.
struct ServerFrame {
    enum class Kind {
        Message,  // seq, ordinal
        Sent,     // seq, ordinal
        Refused,  // the answer to a send was an error: ordinal, word
        Reply,    // to a set-up command: word
        Other,    // presence and the like
        Unreadable,
    };
    Kind kind = Kind::Other;
    std::uint64_t seq = 0;
    std::uint64_t ordinal = 0;
    std::string word{};  // the reply's type, or the error's code
};

// Messages and answers to sends are read by searching for their fields, the rest by a JSON parser. Fields may
// come in any order; white space between them is not expected.
ServerFrame readServerFrame(std::string_view frame);

}  // namespace snug::load
