// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/server_frame.h"

namespace snug::load {

// The protocol as the load tool speaks it (server/protocol/PROTOCOL.md). On purpose not the project's own
// codec: a mistake in that one shall not hide itself, and the hot path reads bytes without making objects.
//
// Ordinals (mark.h) are also the ids and nonces of sends; set-up commands have an id that no ordinal reaches.

inline constexpr std::int64_t kSetUpId = (std::int64_t{1} << 53) - 1;

// Commands, as JSON. Nicks and rooms are the tool's own names and need no escaping.
std::string helloCommand(std::string_view nick, std::string_view session = {});
std::string createCommand(std::string_view room, bool keep);
std::string joinCommand(std::string_view room);
std::string rejoinCommand(std::string_view room, std::string_view epoch, std::uint64_t seq);
// Reuses `out`.
void writeSendCommand(std::string& out, std::string_view room, std::uint64_t ordinal, std::size_t textBytes);

// Messages and answers to sends are read by searching for their fields, the rest by a JSON parser. Fields may
// come in any order; white space between them is not expected.
ServerFrame readServerFrame(std::string_view frame);

}  // namespace snug::load
