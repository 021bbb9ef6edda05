// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <array>
#include <optional>
#include <variant>

#include "base/bytes.h"
#include "protocol/codes.h"
#include "websocket/utf8_check.h"

namespace snug::websocket {

// Who reads: it decides how the other side's frames must come.
enum class Role {
    Server,  // a client's frames: masked, every one
    Client,  // a server's frames: never masked
};

// What the other side's bytes turn out to be.
struct TextMessage {
    QByteArray utf8;  // whole and valid
};
struct PingFrame {
    QByteArray payload;
};
struct PongFrame {
    QByteArray payload;
};
struct CloseFrame {
    std::optional<quint16> code;  // nothing: a close without a code
    QByteArray reason;            // valid UTF-8
};
// The other side broke the rules: close with this code. `what` is for the log.
struct FrameFault {
    protocol::CloseCode code = protocol::CloseCode::ProtocolError;
    const char* what = "";
};
using FrameEvent = std::variant<TextMessage, PingFrame, PongFrame, CloseFrame, FrameFault>;

// Reads one side's half of RFC 6455, strictly, from bytes in pieces of any size. Pure.
//
// Refused: frames without a mask from a client or with one from a server, reserved bits and opcodes, broken
// fragmentation, control frames that are long or fragmented, lengths not in their shortest form (1002);
// binary messages (1003); text that is not UTF-8, as soon as it shows (1007); more than `messageLimit` bytes
// in a message, as soon as a header announces it and before anything is kept (1009). After a CloseFrame or a
// FrameFault nothing more is read.
//
// Keeps only what has come of an unfinished message; nothing between messages.
class FrameReader {
public:
    FrameReader(Role role, base::Bytes messageLimit)
        : masked_(role == Role::Server)
        , messageLimit_(messageLimit.count)
    {
    }

    // Takes bytes from the front of `input` up to the end of the next event and answers it; nothing when all
    // of `input` is taken. Call again until nothing comes.
    std::optional<FrameEvent> next(QByteArrayView& input);

    // Bytes kept of an unfinished message.
    base::Bytes kept() const { return {message_.size() + control_.size()}; }

private:
    enum class Stage { Header, Payload, Ended };

    bool takeHeader(QByteArrayView& input);
    std::optional<FrameFault> readHeader();
    std::optional<FrameFault> readLength();
    std::optional<FrameEvent> takePayload(QByteArrayView& input);
    std::optional<FrameEvent> finishFrame();
    FrameEvent finishControl();
    FrameEvent closeFrame(const QByteArray& payload);
    FrameEvent fail(FrameFault fault);

    static constexpr int kLongestHeader = 14;

    const bool masked_;  // frames must be, or must not be
    const qint64 messageLimit_;
    Stage stage_ = Stage::Header;
    std::array<char, kLongestHeader> header_{};
    quint8 headerSize_ = 0;
    // Of the frame that is being read.
    quint8 opcode_ = 0;
    bool final_ = false;
    quint8 maskOffset_ = 0;
    std::array<char, 4> mask_{};
    qint64 payloadLeft_ = 0;
    // Of the message that is being read, across its fragments.
    bool inMessage_ = false;
    Utf8Check utf8_;
    QByteArray message_;
    QByteArray control_;
};

}  // namespace snug::websocket
