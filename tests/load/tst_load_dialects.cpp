// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/dialect.h"

using namespace snug::load;
using namespace std::string_literals;
using Kind = ServerFrame::Kind;

namespace {

// What frames are, in brief: "M17" (with the seq: "M17@5"), "R" a reply, "D:word", "O", "U", and ">text" what
// is answered.
QByteArray brief(const Incoming& incoming)
{
    std::string text;
    for (const ServerFrame& frame : incoming.frames) {
        text += text.empty() ? "" : " ";
        switch (frame.kind) {
            case Kind::Message:
                text += "M" + std::to_string(frame.ordinal);
                text += frame.seq != 0 ? "@" + std::to_string(frame.seq) : "";
                break;
            case Kind::Reply:
                text += "R";
                break;
            case Kind::Denied:
                text += "D:" + frame.word;
                break;
            case Kind::Other:
                text += "O";
                break;
            default:
                text += "U";
        }
    }
    return QByteArray::fromStdString(incoming.answer.empty() ? text : text + " >" + incoming.answer);
}

QByteArray readWhole(const char* dialect, const std::string& payload)
{
    Leftover leftover;
    Incoming incoming;
    makeDialect(dialect)->read(leftover, payload, incoming);
    return brief(incoming);
}

// The same bytes in payloads of one, two… bytes give the same.
void checkCuts(const char* dialect, const std::string& bytes, const QByteArray& expected)
{
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
        Leftover leftover;
        Incoming incoming;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            const std::string borrowed = bytes.substr(at, piece);
            makeDialect(dialect)->read(leftover, borrowed, incoming);
        }
        QCOMPARE(brief(incoming), expected);
    }
}

std::string mqttPublish(const std::string& topic, const std::string& text)
{
    const std::size_t rest = 2 + topic.size() + text.size();
    std::string packet(1, '\x30');
    if (rest > 127) {
        packet.push_back(static_cast<char>((rest & 127) | 128));
        packet.push_back(static_cast<char>(rest >> 7));
    } else {
        packet.push_back(static_cast<char>(rest));
    }
    packet.push_back('\0');
    packet.push_back(static_cast<char>(topic.size()));
    return packet + topic + text;
}

}  // namespace

class TestDialects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatServersSay_data()
    {
        QTest::addColumn<QByteArray>("dialect");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* dialect, const char* name, const QByteArray& payload,
                            const char* expected) {
            QTest::addRow("%s: %s", dialect, name) << QByteArray(dialect) << payload << QByteArray(expected);
        };
        // No raw strings where a # is: moc loses its way.
        row("snug", "message", "{\"type\":\"message\",\"text\":\"#8.xx\",\"seq\":42,\"room\":\"r\"}",
            "M8@42");
        row("nats", "error", "-ERR 'Maximum Payload'\r\n", "D:-ERR 'Maximum Payload'");
        row("nats", "no size", "MSG r 1 many\r\n#1.\r\n", "U");
        row("nats", "too big", "MSG r 1 99999999\r\n", "U");
        row("nats", "another text", "MSG r 1 5\r\nhello\r\n", "U");
        row("nats", "with a reply-to", "MSG r 1 inbox 3\r\n#7.\r\n", "M7");
        row("nats", "nonsense", "HELLO\r\n", "U");
        row("mqtt", "not welcome", QByteArray("\x20\x02\x00\x05", 4), "D:CONNACK 5");
        row("mqtt", "no subscription", QByteArray("\x90\x03\x00\x01\x80", 5), "D:SUBACK 128");
        row("mqtt", "QoS 1", QByteArray("\x32\x08\x00\x01r\x00\x09#7.", 10), "M7");
        row("mqtt", "short", QByteArray("\x30\x01\x00", 3), "U");
        row("mqtt", "endless length", QByteArray("\x30\xFF\xFF\xFF\xFF\x01", 6), "U");
        row("mqtt", "not for clients", QByteArray("\x82\x00", 2), "U");
        row("socketio", "open", R"(0{"sid":"s","upgrades":[],"pingInterval":25000})", "O >40");
        row("socketio", "connected", R"(40{"sid":"s"})", "R");
        row("socketio", "not connected", R"(44{"message":"no"})", R"(D:44{"message":"no"})");
        row("socketio", "thrown out", "41", "D:41");
        row("socketio", "ping", "2", "O >3");
        row("socketio", "joined", R"(430["ok"])", "R");
        row("socketio", "joined, nothing said", "430[]", "R");
        row("socketio", "message", "42[\"message\",\"den\",\"#17.xxx\"]", "M17");
        row("socketio", "message with an offset", "42[\"message\",\"den\",\"#17.xxx\",\"1790-0\"]", "M17");
        row("socketio", "another event", R"(42["hello","den"])", "O");
        row("socketio", "another message", R"(42["message","den","hello"])", "U");
        row("socketio", "nonsense", "hello", "U");
        row("json", "message", "{\"room\":\"den\",\"seq\":5,\"text\":\"#17.xxx\"}", "M17@5");
        row("json", "message with spaces", "{\"text\": \"#17.xxx\", \"seq\" : 5, \"room\": \"den\"}",
            "M17@5");
        row("json", "message without seq", "{\"room\":\"den\",\"text\":\"#17.xxx\"}", "U");
        row("json", "joined", R"({"joined": "den"})", "R");
        row("json", "error", R"({"error": "full"})", R"(D:"full")");
        row("json", "something else", R"({"count":3})", "O");
        row("json", "nonsense", "hello", "U");
    }
    void readsWhatServersSay()
    {
        QFETCH(QByteArray, dialect);
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, expected);
        QCOMPARE(readWhole(dialect.constData(), payload.toStdString()), expected);
    }

    void readsNatsHoweverItIsCut()
    {
        checkCuts("nats",
                  "INFO {\"server_id\":\"x\"}\r\nPONG\r\n+OK\r\nMSG den 1 10\r\n#17.xx\r\nxx\r\nPING\r\n"
                  "MSG den 1 3\r\n#8.\r\n",
                  "O R O M17 O M8 >PONG\r\n");
    }

    void readsMqttHoweverItIsCut()
    {
        checkCuts("mqtt",
                  "\x20\x02\x00\x00"s + "\x90\x03\x00\x01\x00"s + mqttPublish("den", "#17.x") + "\xD0\x00"s +
                      mqttPublish("den", "#8." + std::string(200, 'x')),
                  "R R M17 O M8");
    }

    // A server that echoes: what is written is read again, for all sizes around where lengths change.
    void readsWhatItWrites_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : {1, 4, 120, 121, 122, 128, 16'000, 16'500}) {
            QTest::addRow("%d", bytes) << bytes;
        }
    }
    void readsWhatItWrites()
    {
        QFETCH(int, bytes);
        std::string out;
        for (const char* dialect : {"mqtt", "socketio"}) {
            makeDialect(dialect)->writeMessage(out, "den", 17, static_cast<std::size_t>(bytes));
            QCOMPARE(readWhole(dialect, out), "M17");
        }
        makeDialect("nats")->writeMessage(out, "den", 17, static_cast<std::size_t>(bytes));
        QCOMPARE(readWhole("nats", "MSG den 1 " + out.substr("PUB den "s.size())), "M17");
        makeDialect("json")->writeMessage(out, "den", 17, static_cast<std::size_t>(bytes));
        QCOMPARE(readWhole("json", R"({"seq":3,)" + out.substr(1)), "M17@3");
    }

    void saysWhatTheServersExpect()
    {
        QCOMPARE(*makeDialect("nats")->hello("ada"),
                 "CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":true,\"headers\":false,"
                 "\"no_responders\":false,\"name\":\"ada\"}\r\nPING\r\n"s);
        QCOMPARE(makeDialect("nats")->join("den"), "SUB den 1\r\nPING\r\n"s);
        QCOMPARE(*makeDialect("mqtt")->hello("ada"),
                 "\x10\x0F\x00\x04MQTT\x04\x02\xFF\xFF\x00\x03"
                 "ada"s);
        QCOMPARE(makeDialect("mqtt")->join("den"),
                 "\x82\x08\x00\x01\x00\x03"
                 "den\x00"s);
        QCOMPARE(makeDialect("socketio")->join("den"), R"(420["join","den"])"s);
        QCOMPARE(makeDialect("json")->join("den"), R"({"join":"den"})"s);
        QVERIFY(!makeDialect("json")->hello("ada"));
        QVERIFY(makeDialect("snug")->create("den", true).has_value());
        QVERIFY(!makeDialect("nats")->create("den", true));
    }
};

QTEST_APPLESS_MAIN(TestDialects)
#include "tst_load_dialects.moc"
