// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace snug::load {

// The client's half of the WebSocket handshake (RFC 6455, section 4). Pure.

struct Handshake {
    std::string request;  // what to send
    std::string accept;   // the Sec-WebSocket-Accept that must come back
};
// `path` begins with a slash; `subprotocol` may be empty: none is asked for then.
Handshake makeHandshake(std::string_view host, int port, std::string_view path, std::string_view subprotocol);

enum class HandshakeState { NeedMore, Accepted, Refused };
struct HandshakeAnswer {
    HandshakeState state = HandshakeState::NeedMore;
    std::size_t size = 0;  // bytes of the answer when Accepted; frames may follow at once
    std::string reason{};  // when Refused: the status line, or what is wrong with it
};
HandshakeAnswer readHandshakeAnswer(std::string_view received, const Handshake& handshake);

}  // namespace snug::load
