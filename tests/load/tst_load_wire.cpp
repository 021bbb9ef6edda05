// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "load/options.h"
#include "load/wire.h"

using namespace snug::load;
using namespace Qt::StringLiterals;

class TestWire : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesSends()
    {
        std::string command;
        writeSendCommand(command, "den", 17, 150);
        const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(command)).object();
        QCOMPARE(object.value("type"_L1).toString(), u"send"_s);
        QCOMPARE(object.value("id"_L1).toInt(), 17);
        QCOMPARE(object.value("room"_L1).toString(), u"den"_s);
        QCOMPARE(object.value("nonce"_L1).toString(), u"17"_s);
        QCOMPARE(object.value("text"_L1).toString().size(), 150);
        QVERIFY(object.value("text"_L1).toString().startsWith(u"#17.xxx"_s));
    }

    void writesSetUpCommands()
    {
        for (const std::string& command :
             {helloCommand("ada"), createCommand("den", false), joinCommand("den")}) {
            QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(command)).object().contains("type"_L1));
        }
    }

    void readsFrames_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("seq");
        QTest::addColumn<int>("ordinal");
        QTest::addColumn<QByteArray>("word");
        using Kind = ServerFrame::Kind;
        const auto row = [](const char* name, const char* frame, Kind kind, int seq, int ordinal,
                            const char* word) {
            QTest::newRow(name) << QByteArray(frame) << static_cast<int>(kind) << seq << ordinal
                                << QByteArray(word);
        };
        row("message",
            R"({"at":1,"from":{"nick":"a","user":"u"},"nonce":"8","room":"r","seq":42,"text":"#8.xx","type":"message"})",
            Kind::Message, 42, 8, "");
        row("message in another order", R"({"type":"message","text":"#8.xx","seq":42,"room":"r"})",
            Kind::Message, 42, 8, "");
        row("message of a stranger", R"({"type":"message","text":"hello","seq":42,"room":"r"})",
            Kind::Unreadable, 0, 0, "");
        row("sent", R"({"at":1,"re":8,"room":"r","seq":42,"type":"sent"})", Kind::Sent, 42, 8, "");
        row("refused", R"({"re":8,"error":{"code":"rate_limited","message":"m","temporary":true}})",
            Kind::Refused, 0, 8, "rate_limited");
        row("welcome", R"({"re":9007199254740991,"type":"welcome","session":"s"})", Kind::Reply, 0, 0,
            "welcome");
        row("set-up refused", R"({"re":9007199254740991,"error":{"code":"nick_taken"}})", Kind::Denied, 0, 0,
            "nick_taken");
        row("error without re", R"({"error":{"code":"bad_json"}})", Kind::Denied, 0, 0, "bad_json");
        row("presence", R"({"type":"presence","room":"r","count":2,"here":[],"gone":[]})", Kind::Other, 0, 0,
            "");
        row("room", R"({"type":"room","room":"r","topic":""})", Kind::Other, 0, 0, "");
        row("not JSON", "hello", Kind::Unreadable, 0, 0, "");
    }
    void readsFrames()
    {
        QFETCH(QByteArray, frame);
        QFETCH(int, kind);
        QFETCH(int, seq);
        QFETCH(int, ordinal);
        QFETCH(QByteArray, word);
        const ServerFrame read = readServerFrame(frame.toStdString());
        QCOMPARE(static_cast<int>(read.kind), kind);
        QCOMPARE(static_cast<int>(read.seq), seq);
        QCOMPARE(static_cast<int>(read.ordinal), ordinal);
        QCOMPARE(QByteArray::fromStdString(read.word), word);
    }

    void readsWhatAWayBackNeeds()
    {
        const ServerFrame welcome =
            readServerFrame(R"({"re":9007199254740991,"type":"welcome","session":"s","resumed":true})");
        QCOMPARE(welcome.token, std::string("s"));
        QVERIFY(welcome.whole);
        QVERIFY(!readServerFrame(R"({"re":1,"type":"welcome","session":"s","resumed":false})").whole);
        const ServerFrame joined =
            readServerFrame(R"({"re":1,"type":"joined","room":"r","epoch":"e","seq":41,"gap":false})");
        QCOMPARE(joined.token, std::string("e"));
        QCOMPARE(joined.seq, 41U);
        QVERIFY(joined.whole);
        QVERIFY(!readServerFrame(R"({"re":1,"type":"joined","epoch":"e","seq":41,"gap":true})").whole);
    }

    void writesTheWayBack()
    {
        const auto parsed = [](const std::string& command) {
            return QJsonDocument::fromJson(QByteArray::fromStdString(command)).object();
        };
        QCOMPARE(parsed(helloCommand("ada", "secret")).value("session"_L1).toString(), u"secret"_s);
        QVERIFY(!parsed(helloCommand("ada")).contains("session"_L1));
        const QJsonObject since = parsed(rejoinCommand("den", "e", 41)).value("since"_L1).toObject();
        QCOMPARE(since.value("epoch"_L1).toString(), u"e"_s);
        QCOMPARE(since.value("seq"_L1).toInt(), 41);
    }

    void readsStorms()
    {
        const auto planOf = [](const QStringList& more) {
            const auto options = readOptions(QStringList{u"snug-load"_s, u"--rooms"_s, u"2"_s} + more);
            const Plan* const plan = std::get_if<Plan>(&options);
            return plan == nullptr ? std::pair<std::size_t, std::size_t>(99, 99)
                                   : std::pair(plan->storms, plan->stormClients);
        };
        using Storms = std::pair<std::size_t, std::size_t>;
        QCOMPARE(planOf({}), Storms(0, 20));
        QCOMPARE(planOf({u"--storm"_s, u"5"_s}), Storms(1, 5));
        QCOMPARE(planOf({u"--storm"_s, u"all"_s}), Storms(1, 20));
        QCOMPARE(planOf({u"--storms"_s, u"3"_s}), Storms(3, 20));
        QCOMPARE(planOf({u"--storms"_s, u"3"_s, u"--storm"_s, u"7"_s}), Storms(3, 7));
    }

    void readsTheCommandLine()
    {
        const auto options =
            readOptions({u"snug-load"_s, u"--url"_s, u"ws://localhost:4777"_s, u"--url"_s,
                         u"ws://[::1]:4778"_s, u"--rooms"_s, u"3"_s, u"--keep"_s, u"false"_s, u"--seconds"_s,
                         u"0.5"_s, u"--url"_s, u"ws://h:1/chat?a=1"_s, u"--dialect"_s, u"mqtt"_s});
        const Plan* const plan = std::get_if<Plan>(&options);
        QVERIFY(plan != nullptr);
        QVERIFY(plan->servers ==
                (std::vector<Endpoint>{{"localhost", 4777}, {"::1", 4778}, {"h", 1, "/chat?a=1"}}));
        QCOMPARE(plan->dialect, std::string("mqtt"));
        QCOMPARE(plan->rooms, 3U);
        QCOMPARE(plan->keep, false);
        QCOMPARE(plan->measure.count(), 500);
        QCOMPARE(plan->connections(), 30U);
    }

    void refusesWrongOptions_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no number") << QStringList{u"--rooms"_s, u"many"_s};
        QTest::newRow("out of range") << QStringList{u"--url"_s, u"ws://a:70000"_s};
        QTest::newRow("no bool") << QStringList{u"--keep"_s, u"yes"_s};
        QTest::newRow("another scheme") << QStringList{u"--url"_s, u"http://localhost:1"_s};
        QTest::newRow("a storm of too many") << QStringList{u"--storm"_s, u"11"_s};
        QTest::newRow("no way back") << QStringList{u"--storms"_s, u"1"_s, u"--dialect"_s, u"nats"_s};
        QTest::newRow("no port") << QStringList{u"--url"_s, u"wss://localhost"_s};
        QTest::newRow("no such dialect") << QStringList{u"--dialect"_s, u"irc"_s};
        QTest::newRow("unknown") << QStringList{u"--fast"_s};
        QTest::newRow("left over") << QStringList{u"fast"_s};
        QTest::newRow("nobody") << QStringList{u"--rooms"_s, u"0"_s};
    }
    void refusesWrongOptions()
    {
        QFETCH(QStringList, arguments);
        arguments.prepend(u"snug-load"_s);
        QVERIFY(std::holds_alternative<WrongUsage>(readOptions(arguments)));
    }
};

QTEST_GUILESS_MAIN(TestWire)
#include "tst_load_wire.moc"
