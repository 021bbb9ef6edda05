// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/case_list.h"

namespace snug::websocket::test {

namespace {

void addValid(CaseList& list)
{
    list.group("utf-8");
    const QByteArrayList texts{"\xc2\x80",  // the first of each length, and the last
                               "\xdf\xbf",
                               "\xe0\xa0\x80",
                               "\xef\xbf\xbd",
                               "\xf0\x90\x80\x80",
                               "\xf4\x8f\xbf\xbf",
                               "\xed\x9f\xbf",  // around the surrogates
                               "\xee\x80\x80",
                               "\xef\xb7\x90",  // no characters, but well formed
                               "\xef\xbf\xbe",
                               "\xef\xbf\xbf",
                               "\xf0\x9f\xbf\xbe",
                               "x\xef\xbb\xbfx",  // U+FEFF
                               "e\xcc\x81",       // combining
                               "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",
                               "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\x8f",
                               "\xe6\xb8\xa9\xe3\x81\x8b\xe3\x81\x84\xeb\xb0\xa9",
                               "ascii, then \xe2\x82\xac"};
    for (const QByteArray& text : texts) {
        list.add(text.toHex(), {list.text(saying(text))}).gives({saying(text)});
    }
    const QByteArray withMark = "\xef\xbb\xbf" + saying("mark");
    list.add("U+FEFF in front is kept", {list.text(withMark)}).gives({withMark});
    list.add("U+FEFF alone in a fragment", {list.frame(kText, "\xef\xbb\xbf") + list.frame(kFinalMore, "{}")})
        .gives({"\xef\xbb\xbf{}"});
    list.add("U+FEFF twice", {list.text("\xef\xbb\xbf\xef\xbb\xbf{}")}).gives({"\xef\xbb\xbf\xef\xbb\xbf{}"});
    const QByteArray zero = QByteArray("{", 1) + '\0' + '}';
    list.add("U+0000", {list.text(zero)}).gives({zero});
}

void addBroken(CaseList& list)
{
    list.group("no utf-8");
    const QByteArrayList broken{"\x80",
                                "\xbf",
                                "\x80\xbf",
                                "\xc0\x80",  // overlong
                                "\xc0\xaf",
                                "\xc1\xbf",
                                "\xe0\x80\xaf",
                                "\xe0\x9f\xbf",
                                "\xf0\x80\x80\xaf",
                                "\xf0\x8f\xbf\xbf",
                                "\xed\xa0\x80",  // surrogates
                                "\xed\xad\xbf",
                                "\xed\xbf\xbf",
                                "\xed\xa0\xbd\xed\xb8\x80",
                                "\xf4\x90\x80\x80",  // past the last
                                "\xf5\x80\x80\x80",
                                "\xf7\xbf\xbf\xbf",
                                "\xf8\x88\x80\x80\x80",
                                "\xfc\x84\x80\x80\x80\x80",
                                "\xfe",
                                "\xff",
                                "\xfe\xff",
                                "\xc2 ",  // cut short by another character
                                "\xe2\x82 ",
                                "\xf0\x9f\x98 ",
                                "\xc2\xc2\x80",
                                "12345678\xff",
                                "12345678abcdefg\xc0"};
    for (const QByteArray& text : broken) {
        list.add(text.toHex(), {list.text(saying(text))}).faults(1007);
    }
    for (const QByteArray& cut : {QByteArray("\xc2"), QByteArray("\xe2\x82"), QByteArray("\xf0\x9f\x98")}) {
        list.add("ends inside a character, " + cut.toHex(), {list.text("abc" + cut)}).faults(1007);
    }
    list.add("in the first of two fragments", {list.frame(kText, "{\xff") + list.frame(kFinalMore, "}")})
        .faults(1007);
    list.add("in the second", {list.frame(kText, "{") + list.frame(kFinalMore, "\xff}")}).faults(1007);
    list.add("a character that its second fragment breaks",
             {list.frame(kText, "{\xe2") + list.frame(kFinalMore, "x}")})
        .faults(1007);
    list.add("a character that no fragment ends",
             {list.frame(kText, "{}\xf0\x9f") + list.frame(kMore, "\x98") + list.frame(kFinalMore)})
        .faults(1007);
    // Known at once: the rest of the message never comes.
    list.add("in a fragment that is not the last", {list.frame(kText, "{\xff")}).faults(1007);
    list.add("in the first bytes of a long frame",
             {list.header(kFinalText, 50'000) + list.frame(kFinalText, "\xff").last(1)})
        .faults(1007);
    list.add("after a message that was right", {list.text("{}") + list.text("\xff")})
        .gives({"{}"})
        .faults(1007);
}

void addSplits(CaseList& list)
{
    struct Word {
        const char* name;
        QByteArray bytes;
    };
    const std::vector<Word> words{{"two bytes", "\xc3\xa9"},
                                  {"three bytes", "\xe2\x82\xac"},
                                  {"four bytes", "\xf0\x9f\x98\x80"},
                                  {"mixed", "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"}};
    const QByteArray around = saying({});
    for (const auto& [name, bytes] : words) {
        const QByteArray message = saying(bytes);
        const QByteArray before = message.first(around.size() - 2);
        for (const auto& [left, right] : cutsOf(bytes)) {
            const QByteArray at = QByteArray(name) + ", at " + QByteArray::number(left.size());
            const QByteArray rest = right + "\"}";
            list.group("split over frames");
            list.add(at, {list.frame(kText, before + left) + list.frame(kFinalMore, rest)}).gives({message});
            list.group("split over writes");
            const QByteArray whole = list.text(message);
            const qsizetype cut = whole.size() - rest.size();
            list.add(at, {whole.first(cut), whole.sliced(cut)}).gives({message});
        }
    }
    list.group("split over frames");
    const QByteArray message = "\"\xf0\x9f\x98\x80\"";
    QByteArray bytewise = list.frame(kText);
    QByteArrayList withPings;
    QByteArrayList answers;
    for (const char byte : message) {
        bytewise += list.frame(kMore, QByteArray(1, byte));
        answers.append(QByteArray::number(answers.size()));
        withPings.append(list.frame(answers.size() == 1 ? kText : kMore, QByteArray(1, byte)));
        withPings.append(list.frame(kPing, answers.last()));
    }
    list.add("a byte each", {bytewise + list.frame(kFinalMore)}).gives({message});
    withPings.append(list.frame(kFinalMore));
    list.add("a byte each, a ping and a write between", withPings).gives({message}).answers(answers);
}

}  // namespace

void addUtf8(CaseList& list)
{
    addValid(list);
    addBroken(list);
    addSplits(list);
}

}  // namespace snug::websocket::test
