// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <array>
#include <optional>

namespace snug::websocket {

// Whole frames as they go over the wire, each a message of its own (FIN set), the length in its shortest
// form. Pure. A control frame's payload is at most kControlPayload bytes; asserted.
inline constexpr qsizetype kControlPayload = 125;

// From a server: without a mask.
QByteArray frameBytes(quint8 opcode, QByteArrayView payload);
// How much of such a frame, of `frame` bytes in all, is its header.
qsizetype headerSizeOf(qsizetype frame);
// From a client. The mask must be new for each frame, and one that nobody can guess (RFC 6455, 5.3).
QByteArray maskedFrameBytes(quint8 opcode, QByteArrayView payload, const std::array<char, 4>& mask);

// The longest reason that stands beside a code, in bytes of UTF-8.
inline constexpr qsizetype kCloseReason = kControlPayload - 2;
// What stands in a close frame: nothing without a code, not even the reason. A reason that is longer is cut
// behind its last whole character; it is valid UTF-8.
QByteArray closePayload(std::optional<quint16> code, QByteArrayView reason = {});

}  // namespace snug::websocket
