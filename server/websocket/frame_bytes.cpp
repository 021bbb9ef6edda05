// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/frame_bytes.h"

#include <QtEndian>
#include <cstring>

#include "websocket/frame_mask.h"
#include "websocket/opcodes.h"

namespace snug::websocket {

namespace {

constexpr quint8 kFinalBit = 0x80;
constexpr quint8 kMaskBit = 0x80;
constexpr int kMaskSize = 4;

int headerSizeFor(qsizetype payload)
{
    return payload < 126 ? 2 : payload <= 0xFFFF ? 4 : 10;
}

// The header up to the mask; answers where it ends.
char* writeHeader(char* out, quint8 opcode, qsizetype size, quint8 maskBit)
{
    out[0] = static_cast<char>(kFinalBit | opcode);
    switch (headerSizeFor(size)) {
        case 2:
            out[1] = static_cast<char>(maskBit | static_cast<quint8>(size));
            return out + 2;
        case 4:
            out[1] = static_cast<char>(maskBit | 126U);
            qToBigEndian(static_cast<quint16>(size), out + 2);
            return out + 4;
        default:
            out[1] = static_cast<char>(maskBit | 127U);
            qToBigEndian(static_cast<quint64>(size), out + 2);
            return out + 10;
    }
}

// The longest beginning of at most `most` bytes that tears no character apart.
QByteArrayView wholeCharacters(QByteArrayView utf8, qsizetype most)
{
    constexpr quint8 kKindBits = 0xC0;
    constexpr quint8 kContinues = 0x80;
    qsizetype end = qMin(utf8.size(), most);
    while (end > 0 && end < utf8.size() && (static_cast<quint8>(utf8[end]) & kKindBits) == kContinues) {
        --end;
    }
    return utf8.first(end);
}

}  // namespace

QByteArray frameBytes(quint8 opcode, QByteArrayView payload)
{
    Q_ASSERT(!opcode::isControl(opcode) || payload.size() <= kControlPayload);
    QByteArray frame(headerSizeFor(payload.size()) + payload.size(), Qt::Uninitialized);
    char* out = writeHeader(frame.data(), opcode, payload.size(), 0);
    if (!payload.isEmpty()) {
        std::memcpy(out, payload.data(), static_cast<std::size_t>(payload.size()));
    }
    return frame;
}

qsizetype headerSizeOf(qsizetype frame)
{
    // Of the three headers the one that makes this frame: a longer payload never makes a shorter frame.
    return frame < 126 + 2 ? qMin<qsizetype>(frame, 2) : frame <= 0xFFFF + 4 ? 4 : 10;
}

QByteArray maskedFrameBytes(quint8 opcode, QByteArrayView payload, const std::array<char, 4>& mask)
{
    Q_ASSERT(!opcode::isControl(opcode) || payload.size() <= kControlPayload);
    QByteArray frame(headerSizeFor(payload.size()) + kMaskSize + payload.size(), Qt::Uninitialized);
    char* out = writeHeader(frame.data(), opcode, payload.size(), kMaskBit);
    std::memcpy(out, mask.data(), mask.size());
    applyMask(payload.data(), out + kMaskSize, payload.size(), mask, 0);
    return frame;
}

QByteArray closePayload(std::optional<quint16> code, QByteArrayView reason)
{
    if (!code) {
        return {};
    }
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(*code, payload.data());
    return payload.append(wholeCharacters(reason, kCloseReason));
}

}  // namespace snug::websocket
