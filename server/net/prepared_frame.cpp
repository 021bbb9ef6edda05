// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/prepared_frame.h"

#include "websocket/frame_bytes.h"
#include "websocket/opcodes.h"

namespace snug::net {

namespace opcode = websocket::opcode;

PreparedFrame PreparedFrame::text(QByteArrayView utf8, const char* word)
{
    return PreparedFrame(websocket::frameBytes(opcode::kText, utf8), word);
}

PreparedFrame PreparedFrame::ping(QByteArrayView payload)
{
    return PreparedFrame(websocket::frameBytes(opcode::kPing, payload), "ping");
}

PreparedFrame PreparedFrame::pong(QByteArrayView payload)
{
    return PreparedFrame(websocket::frameBytes(opcode::kPong, payload), "pong");
}

PreparedFrame PreparedFrame::close(std::optional<quint16> code, const QString& reason)
{
    return PreparedFrame(
        websocket::frameBytes(opcode::kClose, websocket::closePayload(code, reason.toUtf8())), "close");
}

base::Bytes PreparedFrame::payload() const
{
    return {bytes_.size() - websocket::headerSizeOf(bytes_.size())};
}

}  // namespace snug::net
