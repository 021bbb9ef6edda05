// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>
#include <vector>

#include "net/frame_reader.h"
#include "net/net_support.h"
#include "net/prepared_frame.h"

using namespace snug;
using namespace snug::net;
using snug::net::test::clientFrame;

namespace {

constexpr qint64 kLimit = 70'000;
constexpr quint8 kFinalText = 0x81;
constexpr quint8 kText = 0x01;
constexpr quint8 kFinalMore = 0x80;
constexpr quint8 kMore = 0x00;
constexpr quint8 kClose = 0x88;
constexpr quint8 kPing = 0x89;
constexpr quint8 kPong = 0x8A;

// Events as text, so that a table can say what is expected: "text:5:hello", "ping:", "close:1000:",
// "fault:1002". Long texts show only their length.
QByteArray shown(const FrameEvent& event)
{
    const auto brief = [](const QByteArray& bytes) {
        return QByteArray::number(bytes.size()) + ':' + (bytes.size() > 40 ? QByteArray() : bytes);
    };
    if (const auto* text = std::get_if<TextMessage>(&event)) {
        return "text:" + brief(text->utf8);
    }
    if (const auto* ping = std::get_if<PingFrame>(&event)) {
        return "ping:" + brief(ping->payload);
    }
    if (const auto* pong = std::get_if<PongFrame>(&event)) {
        return "pong:" + brief(pong->payload);
    }
    if (const auto* close = std::get_if<CloseFrame>(&event)) {
        return "close:" + (close->code ? QByteArray::number(*close->code) : QByteArray("none")) + ':' +
               close->reason;
    }
    return "fault:" + QByteArray::number(static_cast<int>(std::get<FrameFault>(event).code));
}

// Everything that comes of `bytes`, fed in pieces of at most `piece` bytes.
QByteArrayList readAll(const QByteArray& bytes, const std::function<qsizetype()>& piece)
{
    FrameReader reader({kLimit});
    QByteArrayList events;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto size = std::min(piece(), bytes.size() - at);
        // A copy of its own, so that a sanitizer sees any reach beyond the piece.
        const QByteArray own(bytes.constData() + at, size);
        QByteArrayView input(own);
        while (auto event = reader.next(input)) {
            events.append(shown(*event));
        }
        if (!input.isEmpty()) {
            events.append("bytes left over");
        }
        at += size;
    }
    return events;
}

QByteArray lengthHeader(quint8 first, quint8 second, quint64 length, int lengthBytes)
{
    QByteArray header;
    header.append(static_cast<char>(first));
    header.append(static_cast<char>(second));
    const quint64 wire = qToBigEndian(length);
    header.append(reinterpret_cast<const char*>(&wire) + (8 - lengthBytes), lengthBytes);
    header.append("mask");
    return header;
}

QByteArray closePayload(quint16 code, const QByteArray& reason = {})
{
    const quint16 wire = qToBigEndian(code);
    return QByteArray(reinterpret_cast<const char*>(&wire), 2) + reason;
}

void row(const QByteArray& name, const QByteArray& bytes, const QByteArrayList& events)
{
    QTest::newRow(name.constData()) << bytes << events;
}

void lengthRows()
{
    for (const int size :
         {0, 1, 2, 7, 8, 9, 124, 125, 126, 127, 128, 255, 256, 4096, 65534, 65535, 65536, 65537, 70'000}) {
        const QByteArray text(size, 'a');
        const QByteArray number = QByteArray::number(size);
        row("length " + number, clientFrame(kFinalText, text), {shown(TextMessage{text})});
    }
    row("length over the limit", lengthHeader(kFinalText, 0xFF, kLimit + 1, 8), {"fault:1009"});
    row("length of 2^62", lengthHeader(kFinalText, 0xFF, quint64{1} << 62U, 8), {"fault:1009"});
    row("length with the top bit", lengthHeader(kFinalText, 0xFF, quint64{1} << 63U, 8), {"fault:1002"});
    row("long form for 125", lengthHeader(kFinalText, 0xFE, 125, 2), {"fault:1002"});
    row("long form for 0", lengthHeader(kFinalText, 0xFE, 0, 2), {"fault:1002"});
    row("longest form for 65535", lengthHeader(kFinalText, 0xFF, 65535, 8), {"fault:1002"});
    row("longest form for 5", lengthHeader(kFinalText, 0xFF, 5, 8), {"fault:1002"});
    row("fragments over the limit",
        clientFrame(kText, QByteArray(40'000, 'a')) + clientFrame(kFinalMore, QByteArray(30'001, 'a')),
        {"fault:1009"});
    row("fragments at the limit",
        clientFrame(kText, QByteArray(40'000, 'a')) + clientFrame(kFinalMore, QByteArray(30'000, 'a')),
        {"text:70000:"});
}

void maskRows()
{
    for (const quint32 mask : {0U, 1U, 0xFFFF'FFFFU, 0xFF00'0000U, 0x0000'00FFU, 0x8040'2010U}) {
        row("mask " + QByteArray::number(mask, 16), clientFrame(kFinalText, "The quick brown fox", mask),
            {"text:19:The quick brown fox"});
    }
    for (const quint8 first : std::initializer_list<quint8>{0x81, 0x01, 0x88, 0x89, 0x8A, 0x82}) {
        QByteArray bare;
        bare.append(static_cast<char>(first));
        bare.append('\0');
        row("no mask, first byte " + QByteArray::number(first, 16), bare, {"fault:1002"});
    }
}

void headerRows()
{
    for (const quint8 bits : std::initializer_list<quint8>{0x10, 0x20, 0x40, 0x30, 0x50, 0x60, 0x70}) {
        row("reserved bits " + QByteArray::number(bits, 16) + " on text",
            clientFrame(static_cast<quint8>(kFinalText | bits), "x"), {"fault:1002"});
        row("reserved bits " + QByteArray::number(bits, 16) + " on ping",
            clientFrame(static_cast<quint8>(kPing | bits), "x"), {"fault:1002"});
    }
    for (const quint8 opcode : std::initializer_list<quint8>{3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        row("reserved opcode " + QByteArray::number(opcode),
            clientFrame(static_cast<quint8>(0x80 | opcode), "x"), {"fault:1002"});
    }
    row("binary", clientFrame(0x82, "x"), {"fault:1003"});
    row("binary begun", clientFrame(0x02, "x"), {"fault:1003"});
    row("binary inside a message", clientFrame(kText, "a") + clientFrame(0x82, "x"), {"fault:1002"});
    row("nothing after a fault", clientFrame(0x82, "x") + clientFrame(kFinalText, "hello"), {"fault:1003"});
}

void fragmentRows()
{
    row("two fragments", clientFrame(kText, "hel") + clientFrame(kFinalMore, "lo"), {"text:5:hello"});
    row("empty fragments", clientFrame(kText, "") + clientFrame(kMore, "") + clientFrame(kFinalMore, ""),
        {"text:0:"});
    row("empty between", clientFrame(kText, "a") + clientFrame(kMore, "") + clientFrame(kFinalMore, "b"),
        {"text:2:ab"});
    QByteArray many = clientFrame(kText, "x");
    for (int i = 0; i < 30; ++i) {
        many += clientFrame(kMore, "x");
    }
    row("32 fragments", many + clientFrame(kFinalMore, "x"), {"text:32:" + QByteArray(32, 'x')});
    row("continuation of nothing", clientFrame(kFinalMore, "x"), {"fault:1002"});
    row("open continuation of nothing", clientFrame(kMore, "x"), {"fault:1002"});
    row("continuation after the end", clientFrame(kFinalText, "a") + clientFrame(kFinalMore, "x"),
        {"text:1:a", "fault:1002"});
    row("text inside a message", clientFrame(kText, "a") + clientFrame(kFinalText, "b"), {"fault:1002"});
    row("message begun twice", clientFrame(kText, "a") + clientFrame(kText, "b"), {"fault:1002"});
    row("two messages", clientFrame(kFinalText, "one") + clientFrame(kFinalText, "two"),
        {"text:3:one", "text:3:two"});
}

void controlRows()
{
    row("ping", clientFrame(kPing, ""), {"ping:0:"});
    row("ping with payload", clientFrame(kPing, "abc"), {"ping:3:abc"});
    row("ping with bytes that are no text", clientFrame(kPing, "\xff\xfe"), {"ping:2:\xff\xfe"});
    row("ping of 125", clientFrame(kPing, QByteArray(125, 'p')), {"ping:125:"});
    row("ping of 126", clientFrame(kPing, QByteArray(126, 'p')), {"fault:1002"});
    row("pong of 126", clientFrame(kPong, QByteArray(126, 'p')), {"fault:1002"});
    row("close of 126", clientFrame(kClose, closePayload(1000, QByteArray(124, 'p'))), {"fault:1002"});
    row("pong", clientFrame(kPong, "abc"), {"pong:3:abc"});
    row("ping in fragments", clientFrame(0x09, "a"), {"fault:1002"});
    row("pong in fragments", clientFrame(0x0A, "a"), {"fault:1002"});
    row("close in fragments", clientFrame(0x08, ""), {"fault:1002"});
    row("ping between fragments",
        clientFrame(kText, "hel") + clientFrame(kPing, "?") + clientFrame(kFinalMore, "lo"),
        {"ping:1:?", "text:5:hello"});
    row("ping inside a character",
        clientFrame(kText, "\xe2\x82") + clientFrame(kPing, "\xff") + clientFrame(kFinalMore, "\xac"),
        {"ping:1:\xff", "text:3:\xe2\x82\xac"});
    row("pings in a row", clientFrame(kPing, "1") + clientFrame(kPing, "2") + clientFrame(kPong, "3"),
        {"ping:1:1", "ping:1:2", "pong:1:3"});
}

void closeRows()
{
    row("close", clientFrame(kClose, ""), {"close:none:"});
    row("close with half a code", clientFrame(kClose, "\x03"), {"fault:1002"});
    for (const quint16 code : std::initializer_list<quint16>{1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010,
                                                             1011, 1012, 1014, 3000, 3999, 4000, 4999}) {
        row("close " + QByteArray::number(code), clientFrame(kClose, closePayload(code)),
            {"close:" + QByteArray::number(code) + ':'});
    }
    for (const quint16 code : std::initializer_list<quint16>{0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100,
                                                             2000, 2999, 5000, 65535}) {
        row("close " + QByteArray::number(code), clientFrame(kClose, closePayload(code)), {"fault:1002"});
    }
    row("close with a reason", clientFrame(kClose, closePayload(1000, "bye \xe2\x82\xac")),
        {"close:1000:bye \xe2\x82\xac"});
    row("close with the longest reason", clientFrame(kClose, closePayload(1000, QByteArray(123, 'r'))),
        {"close:1000:" + QByteArray(123, 'r')});
    row("close with a reason that is no text", clientFrame(kClose, closePayload(1000, "\xff")),
        {"fault:1007"});
    row("close with a reason cut off", clientFrame(kClose, closePayload(1000, "\xe2\x82")), {"fault:1007"});
    row("nothing after a close", clientFrame(kClose, closePayload(1000)) + clientFrame(kFinalText, "x"),
        {"close:1000:"});
    row("close inside a message", clientFrame(kText, "a") + clientFrame(kClose, closePayload(1001)),
        {"close:1001:"});
}

void utf8Rows()
{
    const QByteArrayList valid{"\xc2\x80",
                               "\xdf\xbf",
                               "\xe0\xa0\x80",
                               "\xed\x9f\xbf",
                               "\xee\x80\x80",
                               "\xef\xbf\xbf",
                               QByteArray("\xef\xbb\xbf") + "a",
                               "\xf0\x90\x80\x80",
                               "\xf4\x8f\xbf\xbf",
                               "\xef\xbf\xbe",
                               "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5"};
    for (const QByteArray& text : valid) {
        row("utf-8 " + text.toHex(), clientFrame(kFinalText, text), {shown(TextMessage{text})});
    }
    const QByteArrayList broken{"\x80",
                                "\xbf",
                                "\xc0\x80",
                                "\xc1\xbf",
                                "\xc2",
                                "\xc2 ",
                                "\xe0\x80\x80",
                                "\xe0\x9f\xbf",
                                "\xe2\x82",
                                "\xed\xa0\x80",
                                "\xed\xbf\xbf",
                                "\xf0\x8f\xbf\xbf",
                                "\xf0\x90\x80",
                                "\xf4\x90\x80\x80",
                                "\xf5\x80\x80\x80",
                                "\xf8\x88\x80\x80\x80",
                                "\xfe",
                                "\xff",
                                "12345678\xff",
                                "12345678abcdefg\xc0"};
    for (const QByteArray& text : broken) {
        row("no utf-8 " + text.toHex(), clientFrame(kFinalText, text), {"fault:1007"});
    }
    row("no utf-8 in a fragment", clientFrame(kText, "abc\xff") + clientFrame(kFinalMore, "d"),
        {"fault:1007"});
    row("character cut at the end", clientFrame(kText, "abc\xf0\x9f") + clientFrame(kFinalMore, "\x98"),
        {"fault:1007"});
    const QByteArray face = "a\xf0\x9f\x98\x80z";
    for (int cut = 0; cut <= face.size(); ++cut) {
        row("character split at " + QByteArray::number(cut),
            clientFrame(kText, face.first(cut)) + clientFrame(kFinalMore, face.sliced(cut)),
            {shown(TextMessage{face})});
    }
}

}  // namespace

// The strict reader, case by case; each case is fed whole, byte by byte, and in random pieces.
class TestFrameReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void randomStreams();
    void faultsAtTheFirstWrongByte();
    void keepsNothingBetweenMessages();
    void takesNoMemoryForAnnouncements();
    void preparedFrames();
};

void TestFrameReader::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("events");
    lengthRows();
    maskRows();
    headerRows();
    fragmentRows();
    controlRows();
    closeRows();
    utf8Rows();
}

void TestFrameReader::reads()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArrayList, events);
    QCOMPARE(readAll(bytes, [&] { return bytes.size(); }), events);
    QCOMPARE(readAll(bytes, [] { return qsizetype{1}; }), events);
    QRandomGenerator random(static_cast<quint32>(qHash(bytes)));
    QCOMPARE(readAll(bytes, [&] { return qsizetype{1 + random.bounded(64)}; }), events);
}

void TestFrameReader::randomStreams()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QByteArrayList words{"a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
                               "hello world, how are you"};
    for (int round = 0; round < 300; ++round) {
        QByteArray bytes;
        QByteArrayList expected;
        for (int message = 0; message < 6; ++message) {
            QByteArray text;
            for (int i = random.bounded(60); i > 0; --i) {
                text += words.at(random.bounded(static_cast<int>(words.size())));
            }
            expected.append(shown(TextMessage{text}));
            quint8 first = 0x01;
            while (true) {
                const auto size =
                    random.bounded(3) == 0 ? text.size() : random.bounded(static_cast<int>(text.size()) + 1);
                const bool last = size == text.size();
                bytes += clientFrame(static_cast<quint8>(first | (last ? 0x80 : 0)), text.first(size),
                                     random.generate());
                text = text.sliced(size);
                first = 0;
                if (last) {
                    break;
                }
                if (random.bounded(4) == 0) {
                    bytes += clientFrame(kPing, "beat", random.generate());
                    expected.insert(expected.size() - 1, "ping:4:beat");
                }
            }
        }
        QCOMPARE(readAll(bytes, [&] { return bytes.size(); }), expected);
        QCOMPARE(readAll(bytes, [] { return qsizetype{1}; }), expected);
        QCOMPARE(readAll(bytes, [&] { return qsizetype{1 + random.bounded(200)}; }), expected);
    }
}

void TestFrameReader::faultsAtTheFirstWrongByte()
{
    // Two bytes of header tell; the rest may never come.
    for (const QByteArray& start :
         {QByteArray("\x81\x05", 2), QByteArray("\xc1\x85", 2), QByteArray("\x83\x85", 2),
          QByteArray("\x82\xfe", 2), QByteArray("\x89\xfe", 2), QByteArray("\x80\x85", 2)}) {
        FrameReader reader({kLimit});
        QByteArrayView input(start);
        const auto event = reader.next(input);
        QVERIFY(event.has_value());
        QVERIFY(std::holds_alternative<FrameFault>(*event));
    }
    // Text is judged before its frame is whole.
    FrameReader reader({kLimit});
    const QByteArray frame = clientFrame(kFinalText, "abc\xff" + QByteArray(1000, 'a')).first(20);
    QByteArrayView input(frame);
    const auto event = reader.next(input);
    QVERIFY(event.has_value());
    QCOMPARE(shown(*event), QByteArray("fault:1007"));
}

void TestFrameReader::keepsNothingBetweenMessages()
{
    FrameReader reader({kLimit});
    const QByteArray bytes = clientFrame(kFinalText, QByteArray(60'000, 'a'));
    QByteArrayView input(bytes);
    QVERIFY(reader.next(input).has_value());
    QCOMPARE(reader.kept(), base::Bytes{0});
}

void TestFrameReader::takesNoMemoryForAnnouncements()
{
    FrameReader reader({kLimit});
    const QByteArray bytes = lengthHeader(kFinalText, 0xFF, kLimit, 8) + "x";
    QByteArrayView input(bytes);
    QVERIFY(!reader.next(input).has_value());
    QCOMPARE(reader.kept(), base::Bytes{1});
}

void TestFrameReader::preparedFrames()
{
    QCOMPARE(PreparedFrame::text("hi").bytes(), QByteArray("\x81\x02hi"));
    QCOMPARE(PreparedFrame::text(QByteArray(125, 'a')).bytes().first(3), QByteArray("\x81\x7d"
                                                                                    "a"));
    QCOMPARE(PreparedFrame::text(QByteArray(126, 'a')).bytes().first(5), QByteArray("\x81\x7e\x00\x7e"
                                                                                    "a",
                                                                                    5));
    QCOMPARE(PreparedFrame::text(QByteArray(65535, 'a')).bytes().first(5), QByteArray("\x81\x7e\xff\xff"
                                                                                      "a",
                                                                                      5));
    QCOMPARE(PreparedFrame::text(QByteArray(65536, 'a')).bytes().first(11),
             QByteArray("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"
                        "a",
                        11));
    QCOMPARE(PreparedFrame::ping({}).bytes(), QByteArray("\x89\x00", 2));
    QCOMPARE(PreparedFrame::pong("p").bytes(), QByteArray("\x8a\x01p"));
    QCOMPARE(PreparedFrame::close(protocol::CloseCode::SlowReader).bytes(), QByteArray("\x88\x02\x0f\xa0"));
    QCOMPARE(PreparedFrame::close(std::nullopt).bytes(), QByteArray("\x88\x00", 2));
    // A copy is the same bytes, not equal ones.
    const PreparedFrame frame = PreparedFrame::text("shared");
    const PreparedFrame copy = frame;  // NOLINT(performance-unnecessary-copy-initialization)
    QCOMPARE(static_cast<const void*>(copy.bytes().constData()),
             static_cast<const void*>(frame.bytes().constData()));
}

QTEST_GUILESS_MAIN(TestFrameReader)
#include "tst_frame_reader.moc"
