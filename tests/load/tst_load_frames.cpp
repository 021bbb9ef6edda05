// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <random>
#include <string>
#include <vector>

#include "load/frame_reader.h"
#include "load/frame_writer.h"
#include "load/handshake.h"

using namespace snug::load;
using namespace std::string_literals;

namespace {

// A server's frame: not masked.
std::string serverFrame(Opcode opcode, const std::string& payload, bool final = true)
{
    std::string frame(1, static_cast<char>((final ? 0x80 : 0) | static_cast<int>(opcode)));
    if (payload.size() < 126) {
        frame.push_back(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xFFFF) {
        frame.push_back(126);
        frame.push_back(static_cast<char>(payload.size() >> 8));
        frame.push_back(static_cast<char>(payload.size()));
    } else {
        frame.push_back(127);
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame.push_back(static_cast<char>(static_cast<std::uint64_t>(payload.size()) >> shift));
        }
    }
    return frame + payload;
}

using Messages = std::vector<std::pair<Opcode, std::string>>;

// Feeds the bytes in pieces of at most `piece`; false when the reader calls them broken.
bool readAll(const std::string& bytes, std::size_t piece, Messages& messages)
{
    FrameReader reader;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const std::string borrowed = bytes.substr(at, piece);
        reader.feed(borrowed);
        FrameReader::Message message;
        for (;;) {
            const FrameReader::Next next = reader.next(message);
            if (next == FrameReader::Next::Broken) {
                return false;
            }
            if (next == FrameReader::Next::NeedMore) {
                break;
            }
            messages.emplace_back(message.opcode, message.payload);
        }
    }
    return true;
}

}  // namespace

class TestFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsFramesHoweverTheyAreCut()
    {
        const std::string big(70'000, 'b');
        const std::string bytes =
            serverFrame(Opcode::Text, "one") + serverFrame(Opcode::Ping, "") +
            serverFrame(Opcode::Text, std::string(300, 'm')) + serverFrame(Opcode::Text, "fra", false) +
            serverFrame(Opcode::Pong, "between") + serverFrame(Opcode::Continuation, "gme", false) +
            serverFrame(Opcode::Continuation, "nts") + serverFrame(Opcode::Binary, big);
        const Messages expected{
            {Opcode::Text, "one"},     {Opcode::Ping, ""},          {Opcode::Text, std::string(300, 'm')},
            {Opcode::Pong, "between"}, {Opcode::Text, "fragments"}, {Opcode::Binary, big}};
        for (const std::size_t piece :
             {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{1000}, bytes.size()}) {
            Messages found;
            QVERIFY(readAll(bytes, piece, found));
            QCOMPARE(found.size(), expected.size());
            QVERIFY2(found == expected, qPrintable(QStringLiteral("in pieces of %1").arg(piece)));
        }
    }

    void refusesWhatServersMayNotSend_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("masked") << QByteArray("\x81\x81mask!", 7);
        QTest::newRow("reserved bit") << QByteArray("\xC1\x00", 2);
        QTest::newRow("unknown opcode") << QByteArray("\x83\x00", 2);
        QTest::newRow("long ping") << QByteArray("\x89\x7E\x00\x80", 4);
        QTest::newRow("ping in fragments") << QByteArray("\x09\x00", 2);
        QTest::newRow("continues nothing") << QByteArray("\x80\x00", 2);
        QTest::newRow("text within fragments") << QByteArray(
            "\x01\x01"
            "a\x81\x01"
            "b",
            6);
        QTest::newRow("too big") << QByteArray("\x82\x7F\x00\x00\x00\x00\x01\x00\x00\x01", 10);
    }
    void refusesWhatServersMayNotSend()
    {
        QFETCH(QByteArray, bytes);
        Messages found;
        QVERIFY(!readAll(bytes.toStdString(), 1000, found));
    }

    void masksEveryFrameWithAnotherKey_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("header");
        for (const int size : {0, 1, 5, 125}) {
            QTest::addRow("%d", size) << size << 2;
        }
        for (const int size : {126, 65535}) {
            QTest::addRow("%d", size) << size << 4;
        }
        QTest::addRow("65536") << 65536 << 10;
    }
    void masksEveryFrameWithAnotherKey()
    {
        QFETCH(int, size);
        QFETCH(int, header);
        std::string payload;
        for (int i = 0; i < size; ++i) {
            payload.push_back(static_cast<char>(i));
        }
        FrameWriter writer(7);
        std::string first;
        std::string second;
        writer.append(first, Opcode::Text, payload);
        writer.append(second, Opcode::Text, payload);
        QVERIFY(first != second);

        const auto headerSize = static_cast<std::size_t>(header);
        QCOMPARE(first.size(), headerSize + 4 + payload.size());
        QCOMPARE(static_cast<int>(static_cast<std::uint8_t>(first[0])), 0x81);
        QVERIFY((static_cast<std::uint8_t>(first[1]) & 0x80) != 0);
        std::string unmasked;
        for (std::size_t i = 0; i < payload.size(); ++i) {
            unmasked.push_back(static_cast<char>(first[headerSize + 4 + i] ^ first[headerSize + i % 4]));
        }
        QVERIFY(unmasked == payload);
    }

    // The example of RFC 6455, section 1.3.
    void checksTheHandshakesAnswer()
    {
        Handshake handshake;
        handshake.accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        const std::string answer =
            "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
        QCOMPARE(readHandshakeAnswer(answer.substr(0, 40), handshake).state, HandshakeState::NeedMore);
        const HandshakeAnswer accepted = readHandshakeAnswer(answer + "frames", handshake);
        QCOMPARE(accepted.state, HandshakeState::Accepted);
        QCOMPARE(accepted.size, answer.size());
        QCOMPARE(readHandshakeAnswer("HTTP/1.1 503 Busy\r\n\r\n", handshake).reason, "HTTP/1.1 503 Busy"s);
        QCOMPARE(
            readHandshakeAnswer("HTTP/1.1 101 OK\r\nSec-WebSocket-Accept: other\r\n\r\n", handshake).state,
            HandshakeState::Refused);
    }

    void makesAnotherKeyEachTime()
    {
        const Handshake one = makeHandshake("localhost", 4777, "/chat?a=1", "snug.v1");
        const Handshake two = makeHandshake("localhost", 4777, "/chat?a=1", "snug.v1");
        QVERIFY(one.request != two.request);
        QVERIFY(one.accept != two.accept);
        QVERIFY(one.request.starts_with("GET /chat?a=1 HTTP/1.1\r\n"));
        QVERIFY(one.request.find("Host: localhost:4777\r\n") != std::string::npos);
        QVERIFY(one.request.find("Sec-WebSocket-Protocol: snug.v1\r\n") != std::string::npos);
        QVERIFY(makeHandshake("h", 1, "/", "").request.find("Protocol") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestFrames)
#include "tst_load_frames.moc"
