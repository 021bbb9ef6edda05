// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/frame_reader.h"

#include <QtEndian>
#include <algorithm>
#include <cstring>

#include "websocket/frame_mask.h"
#include "websocket/opcodes.h"

namespace snug::websocket {

using opcode::isControl;
using protocol::CloseCode;

namespace {

constexpr quint8 kFinalBit = 0x80;
constexpr quint8 kReservedBits = 0x70;
constexpr quint8 kOpcodeBits = 0x0F;
constexpr quint8 kMaskBit = 0x80;
constexpr quint8 kLengthBits = 0x7F;

// The whole header's size, told by its second byte: 2, the longer length, the mask.
int headerSizeFor(quint8 second)
{
    const int length = second & kLengthBits;
    return 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + ((second & kMaskBit) != 0 ? 4 : 0);
}

// Codes that may stand in a close frame: not those that only say what was seen locally (1004–1006, 1015).
bool mayBeSent(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

}  // namespace

std::optional<FrameEvent> FrameReader::next(QByteArrayView& input)
{
    while (true) {
        if (stage_ == Stage::Ended) {
            input = {};
            return std::nullopt;
        }
        if (stage_ == Stage::Header) {
            const bool whole = takeHeader(input);
            // What is wrong in the first two bytes is said at once, before a sender waits for us to answer.
            if (headerSize_ >= 2) {
                if (const auto fault = whole ? readLength() : readHeader()) {
                    return fail(*fault);
                }
            }
            if (!whole) {
                return std::nullopt;
            }
            stage_ = Stage::Payload;
        }
        if (auto event = takePayload(input)) {
            return event;
        }
        if (stage_ == Stage::Payload) {
            return std::nullopt;  // more of this payload is to come
        }
    }
}

bool FrameReader::takeHeader(QByteArrayView& input)
{
    int needed = headerSize_ < 2 ? 2 : headerSizeFor(static_cast<quint8>(header_.at(1)));
    while (headerSize_ < needed) {
        const auto size = std::min<qsizetype>(needed - headerSize_, input.size());
        if (size == 0) {
            return false;
        }
        std::memcpy(header_.data() + headerSize_, input.data(), static_cast<std::size_t>(size));
        headerSize_ = static_cast<quint8>(headerSize_ + size);
        input = input.sliced(size);
        if (headerSize_ >= 2) {
            needed = headerSizeFor(static_cast<quint8>(header_.at(1)));
        }
    }
    return true;
}

std::optional<FrameFault> FrameReader::readHeader()
{
    const auto first = static_cast<quint8>(header_.at(0));
    const auto second = static_cast<quint8>(header_.at(1));
    final_ = (first & kFinalBit) != 0;
    opcode_ = first & kOpcodeBits;
    if ((first & kReservedBits) != 0) {
        return FrameFault{CloseCode::ProtocolError, "a reserved bit is set"};
    }
    if (((second & kMaskBit) != 0) != masked_) {
        return FrameFault{CloseCode::ProtocolError,
                          masked_ ? "a frame without a mask" : "a frame with a mask"};
    }
    switch (opcode_) {
        case opcode::kContinuation:
            if (!inMessage_) {
                return FrameFault{CloseCode::ProtocolError, "a continuation of nothing"};
            }
            break;
        case opcode::kText:
        case opcode::kBinary:
            if (inMessage_) {
                return FrameFault{CloseCode::ProtocolError, "a new message inside a fragmented one"};
            }
            if (opcode_ == opcode::kBinary) {
                return FrameFault{CloseCode::NotText, "a binary message"};
            }
            break;
        case opcode::kClose:
        case opcode::kPing:
        case opcode::kPong:
            if (!final_) {
                return FrameFault{CloseCode::ProtocolError, "a fragmented control frame"};
            }
            if ((second & kLengthBits) > 125) {
                return FrameFault{CloseCode::ProtocolError, "a long control frame"};
            }
            break;
        default:
            return FrameFault{CloseCode::ProtocolError, "a reserved opcode"};
    }
    return std::nullopt;
}

std::optional<FrameFault> FrameReader::readLength()
{
    if (const auto fault = readHeader()) {
        return fault;
    }
    const int shortLength = static_cast<quint8>(header_.at(1)) & kLengthBits;
    const char* rest = header_.data() + 2;
    quint64 length = static_cast<quint64>(shortLength);
    if (shortLength == 126) {
        length = qFromBigEndian<quint16>(rest);
        rest += 2;
        if (length < 126) {
            return FrameFault{CloseCode::ProtocolError, "a length not in its shortest form"};
        }
    } else if (shortLength == 127) {
        length = qFromBigEndian<quint64>(rest);
        rest += 8;
        if (length <= 0xFFFF || (length >> 63U) != 0) {
            return FrameFault{CloseCode::ProtocolError, "a length not in its shortest form"};
        }
    }
    if (!isControl(opcode_) && length > static_cast<quint64>(messageLimit_ - message_.size())) {
        return FrameFault{CloseCode::TooBig, "a message over the limit"};
    }
    if (masked_) {
        std::memcpy(mask_.data(), rest, mask_.size());
        maskOffset_ = 0;
    }
    payloadLeft_ = static_cast<qint64>(length);
    if (!isControl(opcode_)) {
        inMessage_ = true;
    }
    return std::nullopt;
}

std::optional<FrameEvent> FrameReader::takePayload(QByteArrayView& input)
{
    const auto size = std::min<qint64>(payloadLeft_, input.size());
    if (size > 0) {
        QByteArray& target = isControl(opcode_) ? control_ : message_;
        const auto before = target.size();
        // Grows with what has come, never with what was only announced.
        target.resize(before + size);
        if (masked_) {
            maskOffset_ = applyMask(input.data(), target.data() + before, size, mask_, maskOffset_);
        } else {
            std::memcpy(target.data() + before, input.data(), static_cast<std::size_t>(size));
        }
        input = input.sliced(size);
        payloadLeft_ -= size;
        if (!isControl(opcode_) && !utf8_.feed(QByteArrayView(target).sliced(before))) {
            return fail({CloseCode::InvalidUtf8, "text that is not UTF-8"});
        }
    }
    if (payloadLeft_ > 0) {
        return std::nullopt;
    }
    return finishFrame();
}

std::optional<FrameEvent> FrameReader::finishFrame()
{
    stage_ = Stage::Header;
    headerSize_ = 0;
    if (isControl(opcode_)) {
        return finishControl();
    }
    if (!final_) {
        return std::nullopt;
    }
    if (!utf8_.complete()) {
        return fail({CloseCode::InvalidUtf8, "text that ends inside a character"});
    }
    inMessage_ = false;
    utf8_.reset();
    return TextMessage{std::exchange(message_, {})};
}

FrameEvent FrameReader::finishControl()
{
    QByteArray payload = std::exchange(control_, {});
    switch (opcode_) {
        case opcode::kPing:
            return PingFrame{std::move(payload)};
        case opcode::kPong:
            return PongFrame{std::move(payload)};
        default:
            return closeFrame(payload);
    }
}

FrameEvent FrameReader::closeFrame(const QByteArray& payload)
{
    if (payload.size() == 1) {
        return fail({CloseCode::ProtocolError, "half a close code"});
    }
    CloseFrame close;
    if (payload.size() >= 2) {
        close.code = qFromBigEndian<quint16>(payload.constData());
        close.reason = payload.sliced(2);
        if (!mayBeSent(*close.code)) {
            return fail({CloseCode::ProtocolError, "a close code that may not be sent"});
        }
        Utf8Check check;
        if (!check.feed(close.reason) || !check.complete()) {
            return fail({CloseCode::InvalidUtf8, "a close reason that is not UTF-8"});
        }
    }
    stage_ = Stage::Ended;
    message_ = {};
    return close;
}

FrameEvent FrameReader::fail(FrameFault fault)
{
    stage_ = Stage::Ended;
    message_ = {};
    control_ = {};
    return fault;
}

}  // namespace snug::websocket
