// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/case_runner.h"

#include <QTest>
#include <algorithm>

namespace snug::websocket::test {

namespace {

QByteArray codeOf(const QByteArray& closeFrame)
{
    if (closeFrame.size() < 2) {
        return "without a code";
    }
    return QByteArray::number(static_cast<quint8>(closeFrame[0]) * 256 + static_cast<quint8>(closeFrame[1]));
}

// What the program behind the connection is told of its end.
QByteArray toldOf(const Case& test, Side tested)
{
    const bool ours = test.end == Case::End::Open || test.end == Case::End::ClosedByUs;
    const int code = test.end == Case::End::Open ? 1000 : test.code.value_or(1000);
    if (tested == Side::Server) {
        return ours && code == 1000 ? "clean" : "not clean";
    }
    if (test.end == Case::End::HungUp || test.end == Case::End::Refused) {
        return "1006";
    }
    return QByteArray::number(code) + (test.end == Case::End::ClosedByUs ? ' ' + test.reason : QByteArray());
}

}  // namespace

Seen expectedOf(const Case& test, Side tested, const Reading& reading)
{
    Seen seen;
    seen.opening = test.end == Case::End::Refused ? "refused"
                   : test.speaksSnug              ? "snug.v1"
                                                  : "another protocol";
    for (const QByteArray& message : test.messages) {
        seen.messages.append(reading(message));
    }
    seen.pongs = test.pongs;
    switch (test.end) {
        case Case::End::Open:
            seen.messages.append(reading(kLastWord));
            seen.echoes = seen.messages;
            seen.echoes.removeIf([](const QByteArray& message) { return message.size() > kEchoed; });
            seen.pongs.append(kLastPing);
            seen.end = "close 1000";
            break;
        case Case::End::Faulted:
        case Case::End::ClosedByUs:
            seen.end = "close " + (test.code ? QByteArray::number(*test.code) : QByteArray("without a code"));
            break;
        case Case::End::HungUp:
        case Case::End::Refused:
            seen.end = "no close frame";
            break;
    }
    seen.told = toldOf(test, tested);
    return seen;
}

QByteArray play(const Case& test, Peer& peer, const QByteArrayList& writes, Side tested,
                const std::function<bool()>& gone)
{
    const auto frame = [tested](quint8 first, const QByteArray& payload) {
        return rawFrame(first, payload, tested == Side::Server ? Mask(kUsualMask) : std::nullopt);
    };
    if (test.end == Case::End::ClosedByUs) {
        peer.closeSent();
    }
    peer.send(writes);
    if (test.end == Case::End::Open) {
        peer.send({frame(kFinalText, kLastWord) + frame(kPing, kLastPing)});
        const auto echoes =
            std::count_if(test.messages.begin(), test.messages.end(),
                          [](const QByteArray& message) { return message.size() <= kEchoed; }) +
            1;
        if (!waitFor([&] {
                return peer.ended() ||
                       (peer.texts().size() >= echoes && peer.pongs().endsWith(QByteArray(kLastPing)));
            })) {
            return "no answer to the last word";
        }
        peer.closeSent();
        peer.send({frame(kClose, rawClose(1000))});
    }
    if (test.end == Case::End::HungUp) {
        peer.hangUp();
    } else if (!waitFor([&] { return peer.close() || peer.ended(); })) {
        return "no close frame";
    }
    if (tested == Side::Server && !waitFor([&] { return peer.ended(); })) {
        return "the server does not hang up";
    }
    return waitFor(gone) ? QByteArray() : "the end is not noticed";
}

void noteAnswers(const Case& test, const Peer& peer, Seen& seen)
{
    if (test.end == Case::End::Open) {
        seen.echoes = peer.texts();
    }
    seen.pongs = peer.pongs();
    if (test.newestPong && !seen.pongs.isEmpty()) {
        seen.pongs = {seen.pongs.last()};
    }
    seen.end =
        (peer.close() ? "close " + codeOf(*peer.close()) : QByteArray("no close frame")) + peer.wrong();
}

void addCaseRows(Side tested)
{
    QTest::addColumn<Case>("test");
    for (const Case& test : casesFor(tested)) {
        QTest::newRow(test.name.constData()) << test;
    }
}

}  // namespace snug::websocket::test
