// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/case_list.h"

namespace snug::websocket::test {

namespace {

void addLengths(CaseList& list)
{
    list.group("length");
    for (const int size :
         {0,    1,    2,    3,      7,      8,      9,      15,     16,     17,     63,  64,
          65,   124,  125,  126,    127,    128,    129,    254,    255,    256,    257, 1000,
          4095, 4096, 4097, 16'384, 65'533, 65'534, 65'535, 65'536, 65'537, 100'000}) {
        const QByteArray message = messageOf(size);
        list.add(QByteArray::number(size), {list.text(message)}).gives({message});
    }
    for (const int size : {0, 1, 2, 124, 125}) {
        list.add("two bytes for " + QByteArray::number(size),
                 {list.frame(kFinalText, QByteArray(size, 'a'), LengthForm::Two)})
            .faults(1002);
    }
    for (const int size : {0, 1, 125, 126, 127, 65'535}) {
        list.add("eight bytes for " + QByteArray::number(size),
                 {list.header(kFinalText, static_cast<quint64>(size), LengthForm::Eight)})
            .faults(1002);
    }
    list.add("two bytes for a ping of 5", {list.frame(kPing, "12345", LengthForm::Two)}).faults(1002);
    list.add("eight bytes for a close", {list.frame(kClose, rawClose(1000), LengthForm::Eight)}).faults(1002);
    list.add("the top bit set", {list.header(kFinalText, quint64{1} << 63U, LengthForm::Eight)}).faults(1002);
    list.add("all bits set", {list.header(kFinalText, ~quint64{0}, LengthForm::Eight)}).faults(1002);
    const QByteArray message = saying("byte by byte");
    QByteArrayList dribble;
    for (const char byte : list.text(message)) {
        dribble.append(QByteArray(1, byte));
    }
    list.add("a frame byte by byte", dribble).gives({message});
    const QByteArray longer = list.text(messageOf(300));
    list.add("a header of four bytes in two writes", {longer.first(3), longer.sliced(3)})
        .gives({messageOf(300)});
    const QByteArray longest = list.text(messageOf(70'000));
    list.add("a header of ten bytes in three writes",
             {longest.first(2), longest.sliced(2, 5), longest.sliced(7)})
        .gives({messageOf(70'000)});
    list.add("three frames in one write", {list.text("{}") + list.text(message) + list.text("[]")})
        .gives({"{}", message, "[]"});
}

void addMasks(CaseList& list)
{
    list.group("mask");
    const QByteArray message = saying("The quick brown fox");
    if (list.forServer()) {
        for (const quint32 mask :
             {0U, 1U, 0xFFFF'FFFFU, 0xFF00'0000U, 0x0000'00FFU, 0x8040'2010U, 0x7B22'7479U}) {
            list.add(QByteArray::number(mask, 16), {rawFrame(kFinalText, message, mask)}).gives({message});
        }
        list.add("another for each fragment", {rawFrame(kText, message.first(13), 0x0102'0304U) +
                                               rawFrame(kMore, message.sliced(13, 14), 0xF1E2'D3C4U) +
                                               rawFrame(kFinalMore, message.sliced(27), 0U)})
            .gives({message});
    } else {
        for (const quint32 mask : {0U, 0xFFFF'FFFFU}) {
            list.add("a server's, " + QByteArray::number(mask, 16), {rawFrame(kFinalText, message, mask)})
                .faults(1002);
        }
    }
    for (const quint8 first : {kFinalText, kText, kBinary, kClose, kPing, kPong}) {
        const QByteArray name = QByteArray::number(first, 16);
        list.add("wrong about it, empty, first byte " + name, {rawFrame(first, {}, list.wrongMask())})
            .faults(1002);
        list.add("wrong about it, first byte " + name, {rawFrame(first, "abcd", list.wrongMask())})
            .faults(1002);
    }
    list.add("wrong about it in the second fragment",
             {list.frame(kText, "{") + rawFrame(kFinalMore, "}", list.wrongMask())})
        .faults(1002);
    list.add("wrong about it after a message",
             {list.text("{}") + rawFrame(kFinalText, "{}", list.wrongMask())})
        .gives({"{}"})
        .faults(1002);
}

void addReservedBits(CaseList& list)
{
    list.group("reserved bits");
    struct Kind {
        const char* name;
        quint8 first;
    };
    for (const unsigned bits : {0x10U, 0x20U, 0x40U, 0x30U, 0x50U, 0x60U, 0x70U}) {
        for (const Kind kind : {Kind{"text", kFinalText}, Kind{"a beginning", kText}, Kind{"ping", kPing},
                                Kind{"close", kClose}}) {
            list.add(QByteArray::number(bits, 16) + " on " + kind.name,
                     {list.frame(static_cast<quint8>(kind.first | bits), "")})
                .faults(1002);
        }
    }
    list.add("on the second fragment", {list.frame(kText, "{") + list.frame(kFinalMore | 0x40U, "}")})
        .faults(1002);
    list.add("after a message that is right", {list.text("{}"), list.frame(kFinalText | 0x40U, "{}")})
        .gives({"{}"})
        .faults(1002);
}

void addOpcodes(CaseList& list)
{
    list.group("opcode");
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        const auto first = static_cast<quint8>(opcode);
        const QByteArray name = QByteArray::number(opcode);
        list.add(name + " alone", {list.frame(first | 0x80U, "x")}).faults(1002);
        list.add(name + " between fragments", {list.frame(kText, "{") + list.frame(first | 0x80U)})
            .faults(1002);
    }
    list.add("3 not final", {list.frame(0x03, "x")}).faults(1002);
    list.add("11 not final", {list.frame(0x0B, "x")}).faults(1002);
    list.add("binary", {list.frame(kBinary, "x")}).faults(1003);
    list.add("binary, empty", {list.frame(kBinary)}).faults(1003);
    list.add("binary begun", {list.frame(0x02, "x")}).faults(1003);
    list.add("binary after text", {list.text("{}") + list.frame(kBinary, "x")}).gives({"{}"}).faults(1003);
}

}  // namespace

void addFraming(CaseList& list)
{
    addLengths(list);
    addMasks(list);
    addReservedBits(list);
    addOpcodes(list);
}

}  // namespace snug::websocket::test
