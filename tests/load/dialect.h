// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "load/frame_writer.h"
#include "load/leftover.h"
#include "load/server_frame.h"

namespace snug::load {

// How a kind of server is spoken to, so that the same work can be given to each. Holds no state: one serves
// all connections, and what a connection left unread is handed in. Nicks and rooms are the tool's own names,
// letters, digits and '-', and need no escaping. One thread.
class Dialect {
public:
    struct Traits {
        std::string_view path{};         // of the handshake, where the URL has none
        std::string_view subprotocol{};  // empty: none is asked for
        Opcode opcode = Opcode::Text;    // of what is said
        bool numbered = true;            // a room's messages bear a seq, from 1 without a gap
        bool resumes = false;            // one who lost the connection can come back and miss nothing
        bool answered = true;            // a send is answered; otherwise the sender's own copy is the answer
    };

    Dialect() = default;
    virtual ~Dialect() = default;
    Q_DISABLE_COPY_MOVE(Dialect)

    virtual Traits traits() const = 0;

    // The set-up: each is followed by a Reply or Denied. Nothing: there is no such step. Empty: the server's
    // word is waited for.
    virtual std::optional<std::string> hello(std::string_view nick) const = 0;
    virtual std::optional<std::string> create(std::string_view, bool) const { return std::nullopt; }
    virtual std::string join(std::string_view room) const = 0;

    // The set-up of one who comes back, where `resumes`: with the session of the last welcome, then the epoch
    // of the last join and the newest seq that came.
    virtual std::string helloAgain(std::string_view, std::string_view) const { return {}; }
    virtual std::string joinAgain(std::string_view, std::string_view, std::uint64_t) const { return {}; }

    // Reuses `out`.
    virtual void writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                              std::size_t textBytes) const = 0;

    // Appends what the payload of a WebSocket message brought, together with what was left over before.
    virtual void read(Leftover& leftover, std::string_view payload, Incoming& incoming) const = 0;
};

std::span<const std::string_view> dialectNames();
// `name`: one of those.
std::unique_ptr<const Dialect> makeDialect(std::string_view name);

}  // namespace snug::load
