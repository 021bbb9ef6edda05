// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>
#include <functional>

#include "websocket/frame_reader.h"
#include "websocket/raw_frames.h"

using namespace snug;
using namespace snug::websocket;
using namespace snug::websocket::test;

namespace {

constexpr qint64 kLimit = 70'000;

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
QByteArrayList readAll(Role role, const QByteArray& bytes, const std::function<qsizetype()>& piece)
{
    FrameReader reader(role, {kLimit});
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

// Builds the table for one side: its peer's frames are masked, or are not.
class Rows {
public:
    explicit Rows(Role role)
        : role_(role)
    {
    }
    void all() const
    {
        lengths();
        masks();
        headers();
        fragments();
        controls();
        closes();
        utf8();
    }

private:
    void lengths() const;
    void masks() const;
    void headers() const;
    void fragments() const;
    void controls() const;
    void closes() const;
    void utf8() const;

    Mask mask() const { return role_ == Role::Server ? Mask(kUsualMask) : std::nullopt; }
    QByteArray frame(quint8 first, const QByteArray& payload) const
    {
        return rawFrame(first, payload, mask());
    }
    QByteArray header(quint64 length, LengthForm form) const
    {
        return rawHeader(kFinalText, length, mask(), form);
    }
    void row(const QByteArray& name, const QByteArray& bytes, const QByteArrayList& events) const
    {
        const QByteArray who = role_ == Role::Server ? "server, " : "client, ";
        QTest::newRow((who + name).constData()) << role_ << bytes << events;
    }

    const Role role_;
};

void Rows::lengths() const
{
    for (const int size :
         {0, 1, 2, 7, 8, 9, 124, 125, 126, 127, 128, 255, 256, 4096, 65534, 65535, 65536, 65537, 70'000}) {
        const QByteArray text(size, 'a');
        const QByteArray number = QByteArray::number(size);
        row("length " + number, frame(kFinalText, text), {shown(TextMessage{text})});
    }
    row("length over the limit", header(kLimit + 1, LengthForm::Eight), {"fault:1009"});
    row("length of 2^62", header(quint64{1} << 62U, LengthForm::Eight), {"fault:1009"});
    row("length with the top bit", header(quint64{1} << 63U, LengthForm::Eight), {"fault:1002"});
    row("long form for 125", header(125, LengthForm::Two), {"fault:1002"});
    row("long form for 0", header(0, LengthForm::Two), {"fault:1002"});
    row("longest form for 65535", header(65535, LengthForm::Eight), {"fault:1002"});
    row("longest form for 5", header(5, LengthForm::Eight), {"fault:1002"});
    row("fragments over the limit",
        frame(kText, QByteArray(40'000, 'a')) + frame(kFinalMore, QByteArray(30'001, 'a')), {"fault:1009"});
    row("fragments at the limit",
        frame(kText, QByteArray(40'000, 'a')) + frame(kFinalMore, QByteArray(30'000, 'a')), {"text:70000:"});
}

void Rows::masks() const
{
    const QByteArray text = "The quick brown fox";
    if (role_ == Role::Server) {
        for (const quint32 mask : {0U, 1U, 0xFFFF'FFFFU, 0xFF00'0000U, 0x0000'00FFU, 0x8040'2010U}) {
            row("mask " + QByteArray::number(mask, 16), rawFrame(kFinalText, text, mask),
                {"text:19:" + text});
        }
    }
    const Mask wrong = mask() ? std::nullopt : Mask(kUsualMask);
    for (const quint8 first : {kFinalText, kText, kClose, kPing, kPong, kBinary}) {
        row("wrong about the mask, first byte " + QByteArray::number(first, 16), rawFrame(first, {}, wrong),
            {"fault:1002"});
    }
}

void Rows::headers() const
{
    for (const quint8 bits : std::initializer_list<quint8>{0x10, 0x20, 0x40, 0x30, 0x50, 0x60, 0x70}) {
        row("reserved bits " + QByteArray::number(bits, 16) + " on text",
            frame(static_cast<quint8>(kFinalText | bits), "x"), {"fault:1002"});
        row("reserved bits " + QByteArray::number(bits, 16) + " on ping",
            frame(static_cast<quint8>(kPing | bits), "x"), {"fault:1002"});
    }
    for (const quint8 opcode : std::initializer_list<quint8>{3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        row("reserved opcode " + QByteArray::number(opcode), frame(static_cast<quint8>(0x80 | opcode), "x"),
            {"fault:1002"});
    }
    row("binary", frame(0x82, "x"), {"fault:1003"});
    row("binary begun", frame(0x02, "x"), {"fault:1003"});
    row("binary inside a message", frame(kText, "a") + frame(0x82, "x"), {"fault:1002"});
    row("nothing after a fault", frame(0x82, "x") + frame(kFinalText, "hello"), {"fault:1003"});
}

void Rows::fragments() const
{
    row("two fragments", frame(kText, "hel") + frame(kFinalMore, "lo"), {"text:5:hello"});
    row("empty fragments", frame(kText, "") + frame(kMore, "") + frame(kFinalMore, ""), {"text:0:"});
    row("empty between", frame(kText, "a") + frame(kMore, "") + frame(kFinalMore, "b"), {"text:2:ab"});
    QByteArray many = frame(kText, "x");
    for (int i = 0; i < 30; ++i) {
        many += frame(kMore, "x");
    }
    row("32 fragments", many + frame(kFinalMore, "x"), {"text:32:" + QByteArray(32, 'x')});
    row("continuation of nothing", frame(kFinalMore, "x"), {"fault:1002"});
    row("open continuation of nothing", frame(kMore, "x"), {"fault:1002"});
    row("continuation after the end", frame(kFinalText, "a") + frame(kFinalMore, "x"),
        {"text:1:a", "fault:1002"});
    row("text inside a message", frame(kText, "a") + frame(kFinalText, "b"), {"fault:1002"});
    row("message begun twice", frame(kText, "a") + frame(kText, "b"), {"fault:1002"});
    row("two messages", frame(kFinalText, "one") + frame(kFinalText, "two"), {"text:3:one", "text:3:two"});
}

void Rows::controls() const
{
    row("ping", frame(kPing, ""), {"ping:0:"});
    row("ping with payload", frame(kPing, "abc"), {"ping:3:abc"});
    row("ping with bytes that are no text", frame(kPing, "\xff\xfe"), {"ping:2:\xff\xfe"});
    row("ping of 125", frame(kPing, QByteArray(125, 'p')), {"ping:125:"});
    row("ping of 126", frame(kPing, QByteArray(126, 'p')), {"fault:1002"});
    row("pong of 126", frame(kPong, QByteArray(126, 'p')), {"fault:1002"});
    row("close of 126", frame(kClose, rawClose(1000, QByteArray(124, 'p'))), {"fault:1002"});
    row("pong", frame(kPong, "abc"), {"pong:3:abc"});
    row("ping in fragments", frame(0x09, "a"), {"fault:1002"});
    row("pong in fragments", frame(0x0A, "a"), {"fault:1002"});
    row("close in fragments", frame(0x08, ""), {"fault:1002"});
    row("ping between fragments", frame(kText, "hel") + frame(kPing, "?") + frame(kFinalMore, "lo"),
        {"ping:1:?", "text:5:hello"});
    row("ping inside a character",
        frame(kText, "\xe2\x82") + frame(kPing, "\xff") + frame(kFinalMore, "\xac"),
        {"ping:1:\xff", "text:3:\xe2\x82\xac"});
    row("pings in a row", frame(kPing, "1") + frame(kPing, "2") + frame(kPong, "3"),
        {"ping:1:1", "ping:1:2", "pong:1:3"});
}

void Rows::closes() const
{
    row("close", frame(kClose, ""), {"close:none:"});
    row("close with half a code", frame(kClose, "\x03"), {"fault:1002"});
    for (const quint16 code : std::initializer_list<quint16>{1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010,
                                                             1011, 1012, 1014, 3000, 3999, 4000, 4999}) {
        row("close " + QByteArray::number(code), frame(kClose, rawClose(code)),
            {"close:" + QByteArray::number(code) + ':'});
    }
    for (const quint16 code : std::initializer_list<quint16>{0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100,
                                                             2000, 2999, 5000, 65535}) {
        row("close " + QByteArray::number(code), frame(kClose, rawClose(code)), {"fault:1002"});
    }
    row("close with a reason", frame(kClose, rawClose(1000, "bye \xe2\x82\xac")),
        {"close:1000:bye \xe2\x82\xac"});
    row("close with the longest reason", frame(kClose, rawClose(1000, QByteArray(123, 'r'))),
        {"close:1000:" + QByteArray(123, 'r')});
    row("close with a reason that is no text", frame(kClose, rawClose(1000, "\xff")), {"fault:1007"});
    row("close with a reason cut off", frame(kClose, rawClose(1000, "\xe2\x82")), {"fault:1007"});
    row("nothing after a close", frame(kClose, rawClose(1000)) + frame(kFinalText, "x"), {"close:1000:"});
    row("close inside a message", frame(kText, "a") + frame(kClose, rawClose(1001)), {"close:1001:"});
}

void Rows::utf8() const
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
        row("utf-8 " + text.toHex(), frame(kFinalText, text), {shown(TextMessage{text})});
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
        row("no utf-8 " + text.toHex(), frame(kFinalText, text), {"fault:1007"});
    }
    row("no utf-8 in a fragment", frame(kText, "abc\xff") + frame(kFinalMore, "d"), {"fault:1007"});
    row("character cut at the end", frame(kText, "abc\xf0\x9f") + frame(kFinalMore, "\x98"), {"fault:1007"});
    const QByteArray face = "a\xf0\x9f\x98\x80z";
    for (int cut = 0; cut <= face.size(); ++cut) {
        row("character split at " + QByteArray::number(cut),
            frame(kText, face.first(cut)) + frame(kFinalMore, face.sliced(cut)), {shown(TextMessage{face})});
    }
}

}  // namespace

Q_DECLARE_METATYPE(snug::websocket::Role)

// The strict reader, case by case, for both sides; each case is fed whole, byte by byte, and in random
// pieces.
class TestFrameReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void randomStreams();
    void faultsAtTheFirstWrongByte();
    void keepsNothingBetweenMessages();
    void takesNoMemoryForAnnouncements();
};

void TestFrameReader::reads_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("events");
    Rows(Role::Server).all();
    Rows(Role::Client).all();
}

void TestFrameReader::reads()
{
    QFETCH(const Role, role);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArrayList, events);
    QCOMPARE(readAll(role, bytes, [&] { return bytes.size(); }), events);
    QCOMPARE(readAll(role, bytes, [] { return qsizetype{1}; }), events);
    QRandomGenerator random(static_cast<quint32>(qHash(bytes)));
    QCOMPARE(readAll(role, bytes, [&] { return qsizetype{1 + random.bounded(64)}; }), events);
}

void TestFrameReader::randomStreams()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QByteArrayList words{"a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
                               "hello world, how are you"};
    for (int round = 0; round < 300; ++round) {
        const Role role = round % 2 == 0 ? Role::Server : Role::Client;
        const auto frame = [&](quint8 first, const QByteArray& payload) {
            return rawFrame(first, payload, role == Role::Server ? Mask(random.generate()) : std::nullopt);
        };
        QByteArray bytes;
        QByteArrayList expected;
        for (int message = 0; message < 6; ++message) {
            QByteArray text;
            for (int i = random.bounded(60); i > 0; --i) {
                text += words.at(random.bounded(static_cast<int>(words.size())));
            }
            expected.append(shown(TextMessage{text}));
            quint8 first = kText;
            while (true) {
                const auto size =
                    random.bounded(3) == 0 ? text.size() : random.bounded(static_cast<int>(text.size()) + 1);
                const bool last = size == text.size();
                bytes += frame(static_cast<quint8>(first | (last ? 0x80 : 0)), text.first(size));
                text = text.sliced(size);
                first = kMore;
                if (last) {
                    break;
                }
                if (random.bounded(4) == 0) {
                    bytes += frame(kPing, "beat");
                    expected.insert(expected.size() - 1, "ping:4:beat");
                }
            }
        }
        QCOMPARE(readAll(role, bytes, [&] { return bytes.size(); }), expected);
        QCOMPARE(readAll(role, bytes, [] { return qsizetype{1}; }), expected);
        QCOMPARE(readAll(role, bytes, [&] { return qsizetype{1 + random.bounded(200)}; }), expected);
    }
}

void TestFrameReader::faultsAtTheFirstWrongByte()
{
    // Two bytes of header tell; the rest may never come.
    for (const QByteArray& start :
         {QByteArray("\x81\x05", 2), QByteArray("\xc1\x85", 2), QByteArray("\x83\x85", 2),
          QByteArray("\x82\xfe", 2), QByteArray("\x89\xfe", 2), QByteArray("\x80\x85", 2)}) {
        FrameReader reader(Role::Server, {kLimit});
        QByteArrayView input(start);
        const auto event = reader.next(input);
        QVERIFY(event.has_value());
        QVERIFY(std::holds_alternative<FrameFault>(*event));
    }
    // So does a server's that is masked.
    FrameReader client(Role::Client, {kLimit});
    const QByteArray masked("\x81\x85", 2);
    QByteArrayView maskedInput(masked);
    const auto fault = client.next(maskedInput);
    QVERIFY(fault.has_value());
    QCOMPARE(shown(*fault), QByteArray("fault:1002"));
    // Text is judged before its frame is whole.
    FrameReader reader(Role::Server, {kLimit});
    const QByteArray frame = rawFrame(kFinalText, "abc\xff" + QByteArray(1000, 'a'), kUsualMask).first(20);
    QByteArrayView input(frame);
    const auto event = reader.next(input);
    QVERIFY(event.has_value());
    QCOMPARE(shown(*event), QByteArray("fault:1007"));
}

void TestFrameReader::keepsNothingBetweenMessages()
{
    FrameReader reader(Role::Server, {kLimit});
    const QByteArray bytes = rawFrame(kFinalText, QByteArray(60'000, 'a'), kUsualMask);
    QByteArrayView input(bytes);
    QVERIFY(reader.next(input).has_value());
    QCOMPARE(reader.kept(), base::Bytes{0});
}

void TestFrameReader::takesNoMemoryForAnnouncements()
{
    FrameReader reader(Role::Server, {kLimit});
    const QByteArray bytes = rawHeader(kFinalText, kLimit, kUsualMask) + "x";
    QByteArrayView input(bytes);
    QVERIFY(!reader.next(input).has_value());
    QCOMPARE(reader.kept(), base::Bytes{1});
}

QTEST_GUILESS_MAIN(TestFrameReader)
#include "tst_frame_reader.moc"
