// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// The opcodes of RFC 6455.
namespace snug::websocket::opcode {

inline constexpr quint8 kContinuation = 0x0;
inline constexpr quint8 kText = 0x1;
inline constexpr quint8 kBinary = 0x2;
inline constexpr quint8 kClose = 0x8;
inline constexpr quint8 kPing = 0x9;
inline constexpr quint8 kPong = 0xA;

inline bool isControl(quint8 opcode)
{
    return (opcode & 0x08U) != 0;
}

}  // namespace snug::websocket::opcode
