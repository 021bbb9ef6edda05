// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "websocket/frame_bytes.h"
#include "websocket/opcodes.h"
#include "websocket/raw_frames.h"

using namespace snug::websocket;
using namespace snug::websocket::test;

// Frames to be sent, byte for byte against frames built by hand.
class TestFrameBytes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lengths_data();
    void lengths();
    void wellKnownBytes();
    void closeCodes();
    void closeReasonsAreCutBehindACharacter_data();
    void closeReasonsAreCutBehindACharacter();
};

void TestFrameBytes::lengths_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 7, 8, 9, 124, 125, 126, 127, 255, 256, 65'534, 65'535, 65'536, 70'001}) {
        QTest::addRow("%d", size) << size;
    }
}

void TestFrameBytes::lengths()
{
    QFETCH(const int, size);
    const QByteArray payload(size, 'a');
    QCOMPARE(frameBytes(opcode::kText, payload), rawFrame(kFinalText, payload, std::nullopt));
    QCOMPARE(headerSizeOf(frameBytes(opcode::kText, payload).size()),
             frameBytes(opcode::kText, payload).size() - size);
    QCOMPARE(maskedFrameBytes(opcode::kText, payload, {'\x12', '\x34', '\x56', '\x78'}),
             rawFrame(kFinalText, payload, 0x1234'5678U));
    QCOMPARE(maskedFrameBytes(opcode::kText, payload, {}), rawFrame(kFinalText, payload, 0U));
}

void TestFrameBytes::wellKnownBytes()
{
    QCOMPARE(frameBytes(opcode::kText, "hi"), QByteArray("\x81\x02hi"));
    QCOMPARE(frameBytes(opcode::kPing, {}), QByteArray("\x89\x00", 2));
    QCOMPARE(frameBytes(opcode::kPong, "p"), QByteArray("\x8a\x01p"));
    QCOMPARE(maskedFrameBytes(opcode::kText, "AAAA", {1, 2, 3, 4}), QByteArray("\x81\x84\1\2\3\4@CBE"));
}

void TestFrameBytes::closeCodes()
{
    QCOMPARE(frameBytes(opcode::kClose, closePayload(4000)), QByteArray("\x88\x02\x0f\xa0"));
    QCOMPARE(frameBytes(opcode::kClose, closePayload(std::nullopt)), QByteArray("\x88\x00", 2));
    QCOMPARE(closePayload(4000, "no"), QByteArray("\x0f\xa0no"));
    QCOMPARE(closePayload(std::nullopt, "no"), QByteArray());
}

void TestFrameBytes::closeReasonsAreCutBehindACharacter_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<int>("kept");
    const auto row = [](const char* name, const QByteArray& reason, int kept) {
        QTest::newRow(name) << reason << kept;
    };
    row("none", {}, 0);
    row("all that fits", QByteArray(123, 'x'), 123);
    row("one byte more", QByteArray(124, 'x'), 123);
    row("ends with a character", QByteArray(121, 'x') + "\u00e4", 123);
    row("a character of two bytes across", QByteArray(122, 'x') + "\u00e4", 122);
    row("a character of three bytes across", QByteArray(121, 'x') + "\u20ac.", 121);
    row("a character of four bytes across", QByteArray(120, 'x') + "\U0001F600", 120);
    row("only long characters", QByteArray("\U0001F600").repeated(40), 120);
}

void TestFrameBytes::closeReasonsAreCutBehindACharacter()
{
    QFETCH(const QByteArray, reason);
    QFETCH(const int, kept);
    QCOMPARE(closePayload(4000, reason), "\x0f\xa0" + reason.first(kept));
}

QTEST_GUILESS_MAIN(TestFrameBytes)
#include "tst_frame_bytes.moc"
