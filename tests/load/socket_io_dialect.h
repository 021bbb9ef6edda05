// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/dialect.h"

namespace snug::load {

// Socket.IO 5 over Engine.IO 4, WebSocket from the start. The server is expected to know two events: "join"
// with a room, which it acknowledges, and "message" with a room and a text, which it emits to all of the
// room, the sender too.
class SocketIoDialect final : public Dialect {
public:
    Traits traits() const override;
    std::optional<std::string> hello(std::string_view nick) const override;
    std::string join(std::string_view room) const override;
    void writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                      std::size_t textBytes) const override;
    void read(Leftover& leftover, std::string_view payload, Incoming& incoming) const override;
};

}  // namespace snug::load
