// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/prepared_frame.h"

#include <QtEndian>
#include <array>
#include <cstring>

#include "net/opcodes.h"

namespace snug::net {

PreparedFrame PreparedFrame::make(quint8 opcode, QByteArrayView payload)
{
    const qsizetype size = payload.size();
    const int headerSize = size < 126 ? 2 : size <= 0xFFFF ? 4 : 10;
    QByteArray frame(headerSize + size, Qt::Uninitialized);
    char* out = frame.data();
    out[0] = static_cast<char>(0x80U | opcode);
    if (headerSize == 2) {
        out[1] = static_cast<char>(size);
    } else if (headerSize == 4) {
        out[1] = 126;
        qToBigEndian(static_cast<quint16>(size), out + 2);
    } else {
        out[1] = 127;
        qToBigEndian(static_cast<quint64>(size), out + 2);
    }
    if (size > 0) {
        std::memcpy(out + headerSize, payload.data(), static_cast<std::size_t>(size));
    }
    return PreparedFrame(std::move(frame));
}

PreparedFrame PreparedFrame::text(QByteArrayView utf8)
{
    return make(opcode::kText, utf8);
}

PreparedFrame PreparedFrame::ping(QByteArrayView payload)
{
    Q_ASSERT(payload.size() <= 125);
    return make(opcode::kPing, payload);
}

PreparedFrame PreparedFrame::pong(QByteArrayView payload)
{
    Q_ASSERT(payload.size() <= 125);
    return make(opcode::kPong, payload);
}

PreparedFrame PreparedFrame::close(std::optional<quint16> code)
{
    if (!code) {
        return make(opcode::kClose, {});
    }
    std::array<char, 2> payload{};
    qToBigEndian(*code, payload.data());
    return make(opcode::kClose, QByteArrayView(payload.data(), 2));
}

}  // namespace snug::net
