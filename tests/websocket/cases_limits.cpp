// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/case_list.h"

namespace snug::websocket::test {

namespace {

// A message of `size` bytes in fragments of `piece`.
QByteArray inFragments(const CaseList& list, const QByteArray& message, qsizetype piece)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < message.size(); at += piece) {
        const bool last = at + piece >= message.size();
        const unsigned first = (at == 0 ? kText : kMore) | (last ? 0x80U : 0U);
        bytes += list.frame(static_cast<quint8>(first), message.mid(at, piece));
    }
    return bytes;
}

// Characters of every length, so that any cut at a fixed place falls into one.
QByteArray mixedText(qsizetype about)
{
    const QByteArray piece = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
    return saying(piece.repeated(about / piece.size()));
}

}  // namespace

void addLimits(CaseList& list)
{
    list.group("large");
    for (const int size : {200'000, 524'287, 524'288, 524'289, 600'000}) {
        list.add(QByteArray::number(size) + " bytes", {list.text(messageOf(size))}).gives({messageOf(size)});
    }
    const QByteArray mixed = mixedText(700'000);
    list.add("characters of all lengths", {list.text(mixed)}).gives({mixed});
    list.add("characters of all lengths, in fragments of 1000", {inFragments(list, mixed, 1000)})
        .gives({mixed});
    list.add("fragments of 7 bytes", {inFragments(list, messageOf(30'000), 7)}).gives({messageOf(30'000)});
    list.add("two in a row", {list.text(messageOf(400'000)) + list.text(messageOf(400'001))})
        .gives({messageOf(400'000), messageOf(400'001)});

    list.group("limit");
    const qint64 most = list.limit();
    const auto over = static_cast<quint64>(most) + 1;
    list.add("exactly", {list.text(messageOf(most))}).gives({messageOf(most)});
    list.add("exactly, in fragments", {inFragments(list, messageOf(most), most / 3)})
        .gives({messageOf(most)});
    list.add("exactly, then empty fragments",
             {list.frame(kText, messageOf(most)) + list.frame(kMore) + list.frame(kFinalMore)})
        .gives({messageOf(most)});
    // All of them are said as soon as they are announced: the bytes never come.
    list.add("one over, announced", {list.header(kFinalText, over)}).faults(1009);
    list.add("one over, begun", {list.header(kText, over)}).faults(1009);
    list.add("2^32, announced", {list.header(kFinalText, quint64{1} << 32U)}).faults(1009);
    list.add("2^62, announced", {list.header(kFinalText, quint64{1} << 62U)}).faults(1009);
    list.add("the largest number, announced", {list.header(kFinalText, (quint64{1} << 63U) - 1)})
        .faults(1009);
    const QByteArray half = list.frame(kText, QByteArray(most / 2, 'a'));
    list.add("one over, by the second fragment",
             {half + list.header(kFinalMore, static_cast<quint64>(most / 2) + 1)})
        .faults(1009);
    list.add("one over, by the third",
             {half + list.frame(kMore, QByteArray(most / 2, 'a')) + list.header(kFinalMore, 1)})
        .faults(1009);
    list.add("a message before is not counted", {list.text(messageOf(most / 2)) + list.text(messageOf(most))})
        .gives({messageOf(most / 2), messageOf(most)});
    list.add("over, after a message", {list.text("{}") + list.header(kFinalText, over)})
        .gives({"{}"})
        .faults(1009);
}

}  // namespace snug::websocket::test
