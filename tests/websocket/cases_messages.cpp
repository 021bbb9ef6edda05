// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/case_list.h"

namespace snug::websocket::test {

namespace {

void addFragments(CaseList& list)
{
    list.group("fragments");
    const QByteArray message = saying("in pieces");
    for (const int cut : {0, 1, 2, 10, 30}) {
        const QByteArray start = list.frame(kText, message.first(cut));
        const QByteArray rest = list.frame(kFinalMore, message.sliced(cut));
        list.add("two, cut at " + QByteArray::number(cut), {start + rest}).gives({message});
        list.add("two in two writes, cut at " + QByteArray::number(cut), {start, rest}).gives({message});
    }
    list.add("the end is empty", {list.frame(kText, message) + list.frame(kFinalMore)}).gives({message});
    list.add("all are empty", {list.frame(kText) + list.frame(kMore) + list.frame(kFinalMore)}).gives({""});
    list.add("empty ones between",
             {list.frame(kText, "{") + list.frame(kMore) + list.frame(kMore) + list.frame(kFinalMore, "}")})
        .gives({"{}"});
    QByteArray bytewise = list.frame(kText);
    for (const char byte : message) {
        bytewise += list.frame(kMore, QByteArray(1, byte));
    }
    list.add("one for each byte", {bytewise + list.frame(kFinalMore)}).gives({message});
    QByteArray many = list.frame(kText, "{");
    for (int i = 0; i < 2000; ++i) {
        many += list.frame(kMore, " ");
    }
    list.add("two thousand", {many + list.frame(kFinalMore, "}")}).gives({"{" + QByteArray(2000, ' ') + "}"});
    const QByteArray twice = list.frame(kText, "{") + list.frame(kFinalMore, "}");
    list.add("two messages", {twice + twice}).gives({"{}", "{}"});
    list.add("a whole message after them", {twice + list.text(message)}).gives({"{}", message});

    list.add("the end of nothing", {list.frame(kFinalMore, "x")}).faults(1002);
    list.add("the middle of nothing", {list.frame(kMore, "x")}).faults(1002);
    list.add("the end of nothing, empty", {list.frame(kFinalMore)}).faults(1002);
    list.add("more after the end", {twice + list.frame(kFinalMore, "x")}).gives({"{}"}).faults(1002);
    list.add("more after a whole message", {list.text("{}") + list.frame(kMore, "x")})
        .gives({"{}"})
        .faults(1002);
    list.add("a whole message inside", {list.frame(kText, "{") + list.text("{}")}).faults(1002);
    list.add("begun twice", {list.frame(kText, "{") + list.frame(kText, "}")}).faults(1002);
    list.add("begun again in the third", {list.frame(kText, "{") + list.frame(kMore) + list.text("}")})
        .faults(1002);
    list.add("binary inside", {list.frame(kText, "{") + list.frame(kBinary, "x")}).faults(1002);
}

void addControls(CaseList& list)
{
    list.group("control");
    const QByteArray full(125, 'p');
    list.add("ping, empty", {list.frame(kPing)}).answers({""});
    list.add("ping", {list.frame(kPing, "are you there")}).answers({"are you there"});
    list.add("ping that is no text", {list.frame(kPing, QByteArray("\xff\x00\xfe", 3))})
        .answers({QByteArray("\xff\x00\xfe", 3)});
    list.add("ping of 125", {list.frame(kPing, full)}).answers({full});
    list.add("ping of 126", {list.frame(kPing, full + "p")}).faults(1002);
    list.add("ping of 70000", {list.header(kPing, 70'000)}).faults(1002);
    list.add("ping in two writes", {list.frame(kPing, full).first(60), list.frame(kPing, full).sliced(60)})
        .answers({full});
    list.add("pong that nobody asked for", {list.frame(kPong, "here I am")});
    list.add("pong, empty", {list.frame(kPong)});
    list.add("pong of 125", {list.frame(kPong, full)});
    list.add("pong of 126", {list.frame(kPong, full + "p")}).faults(1002);
    list.add("close of 126", {list.frame(kClose, rawClose(1000, QByteArray(124, 'r')))}).faults(1002);
    list.add("ping not final", {list.frame(0x09, "x")}).faults(1002);
    list.add("pong not final", {list.frame(0x0A, "x")}).faults(1002);
    list.add("close not final", {list.frame(0x08)}).faults(1002);
    list.add("ping in fragments", {list.frame(0x09, "x") + list.frame(kFinalMore, "y")}).faults(1002);
    list.add("pings in a row", {list.frame(kPing, "1") + list.frame(kPing, "2") + list.frame(kPing, "3")})
        .answers({"1", "2", "3"});

    const QByteArray start = list.frame(kText, "{");
    const QByteArray end = list.frame(kFinalMore, "}");
    list.add("ping between fragments", {start + list.frame(kPing, "?") + end}).gives({"{}"}).answers({"?"});
    list.add("ping between fragments, in three writes", {start, list.frame(kPing, "?"), end})
        .gives({"{}"})
        .answers({"?"});
    list.add("ping before each fragment", {list.frame(kPing, "1") + start + list.frame(kPing, "2") +
                                           list.frame(kMore, " ") + list.frame(kPing, "3") + end})
        .gives({"{ }"})
        .answers({"1", "2", "3"});
    list.add("pong between fragments", {start + list.frame(kPong, "!") + end}).gives({"{}"});
    list.add("close between fragments", {start + list.frame(kClose, rawClose(1000))}).closes(1000);
    list.add("ping of 126 between fragments", {start + list.frame(kPing, full + "p")}).faults(1002);
    list.add("ping not final between fragments", {start + list.frame(0x09, "?")}).faults(1002);
}

void addFloods(CaseList& list)
{
    list.group("flood");
    QByteArray pings;
    QByteArrayList answers;
    for (int i = 0; i < 300; ++i) {
        answers.append("ping " + QByteArray::number(i));
        pings += list.frame(kPing, answers.last());
    }
    list.add("300 pings", {pings}).answers(answers);
    QByteArray flood;
    for (int i = 0; i < 3000; ++i) {
        flood += list.frame(kPing, QByteArray(125, 'x'));
    }
    list.add("3000 pings of 125", {flood}).newestPong = true;
    QByteArray pongs;
    for (int i = 0; i < 3000; ++i) {
        pongs += list.frame(kPong, "beat");
    }
    list.add("3000 pongs", {pongs});
    QByteArray messages;
    QByteArrayList expected;
    for (int i = 0; i < 300; ++i) {
        expected.append(saying(QByteArray::number(i)));
        messages += list.text(expected.last());
    }
    list.add("300 messages in one write", {messages}).gives(expected);
}

}  // namespace

void addMessages(CaseList& list)
{
    addFragments(list);
    addControls(list);
    addFloods(list);
}

}  // namespace snug::websocket::test
