// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/case_list.h"

namespace snug::websocket::test {

namespace {

void addCodes(CaseList& list)
{
    list.group("close");
    list.add("without a code", {list.frame(kClose)}).closes(std::nullopt);
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
                           4000, 4001, 4999}) {
        const auto number = static_cast<quint16>(code);
        list.add(QByteArray::number(code), {list.frame(kClose, rawClose(number))}).closes(number);
    }
    for (const int code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 65'535}) {
        list.add(QByteArray::number(code), {list.frame(kClose, rawClose(static_cast<quint16>(code)))})
            .faults(1002);
    }
    list.add("half a code", {list.frame(kClose, "\x03")}).faults(1002);
    for (const QByteArray& reason :
         {QByteArray("bye"), QByteArray("\xc3\xa0 bient\xc3\xb4t \xf0\x9f\x91\x8b"), QByteArray(123, 'r'),
          QByteArray("<b>not markup</b>")}) {
        list.add("with the reason " + reason.left(20), {list.frame(kClose, rawClose(1000, reason))})
            .closes(1000, reason);
    }
    for (const QByteArray& reason : {QByteArray("\xff"), QByteArray("bye \xe2\x82"),
                                     QByteArray("\xed\xa0\x80"), QByteArray("\xc0\x80")}) {
        list.add("with a reason that is no text, " + reason.toHex(),
                 {list.frame(kClose, rawClose(1000, reason))})
            .faults(1007);
    }
    QByteArrayList dribble;
    for (const char byte : list.frame(kClose, rawClose(1001, "slowly"))) {
        dribble.append(QByteArray(1, byte));
    }
    list.add("byte by byte", dribble).closes(1001, "slowly");
    list.add("after a message", {list.text("{}") + list.frame(kClose, rawClose(1000))})
        .gives({"{}"})
        .closes(1000);
    list.add("after a ping", {list.frame(kPing, "?") + list.frame(kClose, rawClose(1000))})
        .answers({"?"})
        .closes(1000);
}

void addAfterwards(CaseList& list)
{
    list.group("after a close");
    const QByteArray close = list.frame(kClose, rawClose(1000));
    list.add("a message", {close + list.text("{}")}).closes(1000);
    list.add("a ping", {close + list.frame(kPing, "?")}).closes(1000);
    list.add("another close", {close + list.frame(kClose, rawClose(4000))}).closes(1000);
    list.add("a frame that is wrong", {close + list.frame(kFinalText | 0x40U)}).closes(1000);
    list.add("bytes that are no frames", {close + QByteArray(2000, '\xff')}).closes(1000);
    list.group("after a fault");
    const QByteArray wrong = list.frame(0x83, "x");
    list.add("a message", {wrong + list.text("{}")}).faults(1002);
    list.add("a close", {wrong + close}).faults(1002);
    list.add("another fault", {wrong + list.text("\xff")}).faults(1002);
    list.add("a ping", {wrong + list.frame(kPing, "?")}).faults(1002);
    list.add("bytes without end", {wrong + QByteArray(300'000, '\xff')}).faults(1002);
}

void addHangingUp(CaseList& list)
{
    list.group("hanging up");
    list.add("at once", {}).hangsUp();
    list.add("after a message", {list.text("{}")}).gives({"{}"}).hangsUp();
    list.add("after one byte", {list.text("{}").first(1)}).hangsUp();
    list.add("inside the length", {list.text(messageOf(70'000)).first(5)}).hangsUp();
    list.add("inside the payload", {list.text(messageOf(100)).first(50)}).hangsUp();
    list.add("behind a header", {list.header(kFinalText, 1000)}).hangsUp();
    list.add("between fragments", {list.frame(kText, "{")}).hangsUp();
    list.add("inside a character", {list.frame(kText, "\xe2\x82")}).hangsUp();
    list.add("inside a ping", {list.frame(kPing, "12345").first(4)}).hangsUp();
    list.add("inside a close", {list.frame(kClose, rawClose(1000)).first(3)}).hangsUp();
    list.add("after a pong", {list.frame(kPong, "x")}).hangsUp();
}

}  // namespace

void addClosing(CaseList& list)
{
    addCodes(list);
    addAfterwards(list);
    addHangingUp(list);
}

}  // namespace snug::websocket::test
