// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace snug::websocket::test {

// Frames built by hand, right or wrong, and nothing of the product in them.

using Mask = std::optional<quint32>;
inline constexpr quint32 kUsualMask = 0x1234'5678;

// First bytes: FIN and opcode.
inline constexpr quint8 kFinalText = 0x81;
inline constexpr quint8 kText = 0x01;
inline constexpr quint8 kFinalMore = 0x80;
inline constexpr quint8 kMore = 0x00;
inline constexpr quint8 kBinary = 0x82;
inline constexpr quint8 kClose = 0x88;
inline constexpr quint8 kPing = 0x89;
inline constexpr quint8 kPong = 0x8A;

// How many bytes of length stand behind the second byte.
enum class LengthForm { Shortest, Two, Eight };

// Nothing but the header, mask and all, of a frame that announces `length`.
QByteArray rawHeader(quint8 firstByte, quint64 length, Mask mask, LengthForm form = LengthForm::Shortest);
QByteArray rawFrame(quint8 firstByte, const QByteArray& payload, Mask mask,
                    LengthForm form = LengthForm::Shortest);
// A frame as it came.
struct RawFrame {
    quint8 first = 0;
    bool masked = false;
    QByteArray payload;  // without its mask
};
// Takes the frame at the front of `bytes`, when it is whole.
std::optional<RawFrame> takeRawFrame(QByteArray& bytes);

QByteArray rawClose(quint16 code, const QByteArray& reason = {});  // the payload

}  // namespace snug::websocket::test
