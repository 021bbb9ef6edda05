// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/raw_frames.h"

namespace snug::websocket::test {

namespace {

void appendNumber(QByteArray& bytes, quint64 number, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        bytes.append(static_cast<char>(number >> static_cast<unsigned>(shift)));
    }
}

}  // namespace

QByteArray rawHeader(quint8 firstByte, quint64 length, Mask mask, LengthForm form)
{
    if (form == LengthForm::Shortest && length > 125) {
        form = length <= 0xFFFF ? LengthForm::Two : LengthForm::Eight;
    }
    const quint64 inSecond = form == LengthForm::Shortest ? length : form == LengthForm::Two ? 126 : 127;
    QByteArray header;
    header.append(static_cast<char>(firstByte));
    header.append(static_cast<char>(inSecond | (mask ? 0x80U : 0U)));
    if (form != LengthForm::Shortest) {
        appendNumber(header, length, form == LengthForm::Two ? 2 : 8);
    }
    if (mask) {
        appendNumber(header, *mask, 4);
    }
    return header;
}

QByteArray rawFrame(quint8 firstByte, const QByteArray& payload, Mask mask, LengthForm form)
{
    QByteArray frame = rawHeader(firstByte, static_cast<quint64>(payload.size()), mask, form);
    const QByteArray key = mask ? frame.last(4) : QByteArray(4, '\0');
    frame.reserve(frame.size() + payload.size());
    for (qsizetype i = 0; i < payload.size(); ++i) {
        frame.append(static_cast<char>(payload[i] ^ key[i % 4]));
    }
    return frame;
}

std::optional<RawFrame> takeRawFrame(QByteArray& bytes)
{
    if (bytes.size() < 2) {
        return std::nullopt;
    }
    const auto second = static_cast<quint8>(bytes[1]);
    RawFrame frame{static_cast<quint8>(bytes[0]), (second & 0x80U) != 0, {}};
    const int shortLength = second & 0x7F;
    const int lengthSize = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    const qsizetype header = 2 + lengthSize + (frame.masked ? 4 : 0);
    if (bytes.size() < header) {
        return std::nullopt;
    }
    qsizetype length = lengthSize == 0 ? shortLength : 0;
    for (int i = 0; i < lengthSize; ++i) {
        length = length * 256 + static_cast<quint8>(bytes[2 + i]);
    }
    if (bytes.size() - header < length) {
        return std::nullopt;
    }
    frame.payload = bytes.sliced(header, length);
    for (qsizetype i = 0; frame.masked && i < length; ++i) {
        frame.payload[i] = static_cast<char>(frame.payload[i] ^ bytes[header - 4 + i % 4]);
    }
    bytes = bytes.sliced(header + length);
    return frame;
}

QByteArray rawClose(quint16 code, const QByteArray& reason)
{
    QByteArray payload;
    appendNumber(payload, code, 2);
    return payload + reason;
}

}  // namespace snug::websocket::test
