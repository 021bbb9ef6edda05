// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>

#include "protocol/admin_samples.h"
#include "protocol/codec.h"
#include "protocol/golden_file.h"

using namespace snug;
using namespace snug::protocol;

namespace {

constexpr quint64 kLargeSeq = (quint64{1} << 53) - 1;

base::WallTime at(qint64 milliseconds)
{
    return base::WallTime{std::chrono::milliseconds{milliseconds}};
}

QVector<Request> everyRequest()
{
    QVector<Request> all{
        {1, Hello{QStringLiteral("ada"), QString(), QString()}},
        {2, Hello{QStringLiteral("Ädä 🦊"), QStringLiteral("secret"), QStringLiteral("snug 0.1.0")}},
        {3, Join{QStringLiteral("lobby"), std::nullopt}},
        {4, Join{QStringLiteral("lobby"), Position{QStringLiteral("e1"), 38}}},
        {5, Leave{QStringLiteral("lobby")}},
        {6, Send{QStringLiteral("lobby"), QStringLiteral("hi \"you\"\n\\ \u2028 <b>"), QStringLiteral("n1")}},
        {7, SetTopic{QStringLiteral("lobby"), QStringLiteral("tea"), QStringLiteral("n2")}},
        {8, History{QStringLiteral("lobby"), std::nullopt, 50}},
        {9, History{QStringLiteral("lobby"), kLargeSeq, 1}},
        {10, ListRooms{QString()}},
        {11, CreateRoom{QStringLiteral("den"), QStringLiteral("quiet"), false}},
        {12, Typing{QStringLiteral("lobby"), false}},
        {13, ListPresence{QStringLiteral("lobby"), QStringLiteral("k"), 20}},
        {14, SetStatus{PresenceState::Away}},
        {15, Ping{}},
        {std::nullopt, Typing{QStringLiteral("lobby"), true}},
        {16, Search{QStringLiteral("lobby"), QStringLiteral("tea pot"), std::nullopt, 50}},
        {17, Search{QStringLiteral("lobby"), QStringLiteral("tea"), 40, 1}},
        {18, Probe{7}},
    };
    for (const AdminCommand& command : everyAdminCommand()) {
        all.append({19, command});
    }
    return all;
}

QVector<ServerFrame> everyServerFrame()
{
    const Person ada{QStringLiteral("u_1"), QStringLiteral("ada")};
    const Member member{ada, PresenceState::Away};
    const RoomInfo room{QStringLiteral("lobby"), QStringLiteral("tea"), true, 41, 7};
    const LogEntry said{
        QStringLiteral("lobby"), 42, at(1790000000000), ada, EntryKind::Message, QStringLiteral("hi"),
        QStringLiteral("n1")};
    const LogEntry topic{QStringLiteral("lobby"), 43,        at(1790000000001),   ada,
                         EntryKind::Topic,        QString(), QStringLiteral("n2")};
    QVector<ServerFrame> frames{
        Reply{1, Welcome{QStringLiteral("secret"),
                         ada,
                         true,
                         {QStringLiteral("den"), QStringLiteral("0.1.0")},
                         {room},
                         QStringLiteral("lobby"),
                         Limits{},
                         false,
                         Role::Owner}},
        Reply{2, Joined{QStringLiteral("lobby"),
                        {QStringLiteral("e1"), kLargeSeq},
                        QStringLiteral("tea"),
                        false,
                        {member},
                        7,
                        true,
                        true}},
        Reply{3, Left{QStringLiteral("lobby")}},
        Reply{4, Sent{QStringLiteral("lobby"), 42, at(1790000000000)}},
        Reply{5, HistoryPage{QStringLiteral("lobby"), QStringLiteral("e1"), {said, topic}, true}},
        Reply{6, RoomPage{{room}, QStringLiteral("lobby")}},
        Reply{7, Created{room}},
        Reply{8, PresencePage{QStringLiteral("lobby"), {member}, QStringLiteral("k"), 7}},
        Reply{9, Pong{at(1790000000000)}},
        Reply{10, Ok{}},
        Push{Logged{said}},
        Push{Logged{topic}},
        Push{PresenceChange{QStringLiteral("lobby"), 8, {member}, {ada}, true, true}},
        Push{TypingChange{QStringLiteral("lobby"), ada, false}},
        Push{RoomChange{room, true}},
        Push{LogReset{QStringLiteral("lobby"), {QStringLiteral("e2"), 0}, true}},
        Push{StoringChange{false}},
    };
    for (int code = 0; code < kErrorCodeCount; ++code) {
        frames.append(Reply{11 + code, makeError(static_cast<ErrorCode>(code))});
    }
    frames.append(Reply{std::nullopt, makeError(ErrorCode::BadJson)});
    frames.append(Reply{40, Found{QStringLiteral("lobby"), QStringLiteral("e1"), {topic, said}, 17}});
    frames.append(Reply{41, Found{QStringLiteral("lobby"), QStringLiteral("e1"), {}, std::nullopt}});
    frames.append(Push{Notice{QStringLiteral("ada"), QStringLiteral("We close at ten.")}});
    frames.append(Push{Probed{7}});
    for (const AdminAnswer& answer : everyAdminAnswer()) {
        frames.append(Reply{42, answer});
    }
    for (const AdminPush& push : everyAdminPush()) {
        frames.append(Push{push});
    }
    return frames;
}

QByteArray encode(const ServerFrame& frame)
{
    const auto* const reply = std::get_if<Reply>(&frame);
    return reply != nullptr ? encodeReply(*reply) : encodePush(std::get<Push>(frame));
}

}  // namespace

class TestCodec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsAreAsTheGoldenFileHasThem()
    {
        QByteArrayList lines;
        for (const Request& request : everyRequest()) {
            lines.append(encodeRequest(request));
            const auto back = decodeRequest(lines.last());
            QVERIFY2(back.ok(), lines.last().constData());
            QVERIFY2(*back == request, lines.last().constData());
        }
        const QString difference = test::compareGolden(QStringLiteral("requests.jsonl"), lines);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void serverFramesAreAsTheGoldenFileHasThem()
    {
        QByteArrayList lines;
        for (const ServerFrame& frame : everyServerFrame()) {
            lines.append(encode(frame));
            const auto back = decodeServerFrame(lines.last());
            QVERIFY2(back.ok(), lines.last().constData());
            QVERIFY2(*back == frame, lines.last().constData());
        }
        const QString difference = test::compareGolden(QStringLiteral("server_frames.jsonl"), lines);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void unknownFieldsAndNullsAreIgnored()
    {
        const auto read = decodeRequest(R"({"type":"join","id":1,"room":"a","since":null,"new":{"x":[1]}})");
        QVERIFY(read.ok());
        QVERIFY(*read == (Request{1, Join{QStringLiteral("a"), std::nullopt}}));
    }

    void badFramesGetTheirCode_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("code");
        QTest::addColumn<qint64>("id");  // -1: none
        const auto row = [](const char* name, const QByteArray& frame, ErrorCode code, qint64 id) {
            QTest::newRow(name) << frame << static_cast<int>(code) << id;
        };
        row("empty", "", ErrorCode::BadJson, -1);
        row("text", "hello", ErrorCode::BadJson, -1);
        row("array", "[]", ErrorCode::BadJson, -1);
        row("cut", R"({"type":"ping")", ErrorCode::BadJson, -1);
        row("not UTF-8", "{\"type\":\"\xff\"}", ErrorCode::BadJson, -1);
        row("too deep", QByteArray(5000, '['), ErrorCode::BadJson, -1);
        row("no type", R"({"id":7})", ErrorCode::BadType, 7);
        row("type is a number", R"({"id":7,"type":1})", ErrorCode::BadType, 7);
        row("unknown type", R"({"id":7,"type":"dance"})", ErrorCode::BadType, 7);
        row("id is text", R"({"id":"7","type":"ping"})", ErrorCode::BadField, -1);
        row("id is not whole", R"({"id":1.5,"type":"ping"})", ErrorCode::BadField, -1);
        row("id is negative", R"({"id":-1,"type":"ping"})", ErrorCode::BadField, -1);
        row("id is huge", R"({"id":1e300,"type":"ping"})", ErrorCode::BadField, -1);
        row("room is missing", R"({"id":7,"type":"join"})", ErrorCode::BadField, 7);
        row("room is a list", R"({"id":7,"type":"join","room":[]})", ErrorCode::BadField, 7);
        row("since is text", R"({"id":7,"type":"join","room":"a","since":"b"})", ErrorCode::BadField, 7);
        row("since lacks seq", R"({"id":7,"type":"join","room":"a","since":{"epoch":"e"}})",
            ErrorCode::BadField, 7);
        row("text is null", R"({"id":7,"type":"send","room":"a","text":null,"nonce":"n"})",
            ErrorCode::BadField, 7);
        row("keep is text", R"({"id":7,"type":"create","room":"a","keep":"no"})", ErrorCode::BadField, 7);
        row("limit is 0", R"({"id":7,"type":"history","room":"a","limit":0})", ErrorCode::BadField, 7);
        row("state is wrong", R"({"id":7,"type":"status","state":"asleep"})", ErrorCode::BadField, 7);
    }

    void badFramesGetTheirCode()
    {
        QFETCH(QByteArray, frame);
        QFETCH(int, code);
        QFETCH(qint64, id);
        const auto read = decodeRequest(frame);
        QVERIFY(!read.ok());
        QCOMPARE(static_cast<int>(read.error().error.code), code);
        QCOMPARE(read.error().id.value_or(-1), id);
        QVERIFY(!read.error().error.message.isEmpty());
    }

    void anUnknownErrorCodeStillSaysWhetherToRetry()
    {
        const auto read =
            decodeServerFrame(R"({"re":1,"error":{"code":"new","message":"m","temporary":true}})");
        QVERIFY(read.ok());
        const auto& error = std::get<Error>(std::get<Reply>(*read).answer);
        QVERIFY(isTemporary(error.code));
        QCOMPARE(error.message, QStringLiteral("m"));
    }

    void aWelcomeThatDoesNotSaySoIsOfAServerThatStores()
    {
        Reply welcome{1, Welcome{}};
        QByteArray frame = encodeReply(welcome);
        QVERIFY(frame.contains(R"("storing":true)"));
        frame.replace(R"("storing":true)", R"("older":true)");
        const auto read = decodeServerFrame(frame);
        QVERIFY(read.ok());
        QVERIFY(std::get<Welcome>(std::get<Reply>(*read).answer).storing);
        const auto empty = decodeServerFrame(R"({"type":"storing"})");
        QVERIFY(!empty.ok());
        QCOMPARE(empty.error().error.code, ErrorCode::BadField);
    }

    void damagedFramesNeverCrash()
    {
        const quint32 seed = qEnvironmentVariableIsSet("SNUG_TEST_SEED")
                                 ? qEnvironmentVariable("SNUG_TEST_SEED").toUInt()
                                 : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        QByteArrayList frames = test::readGolden(QStringLiteral("requests.jsonl"));
        frames += test::readGolden(QStringLiteral("server_frames.jsonl"));
        QVERIFY(!frames.isEmpty());
        int refused = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray frame = frames.at(random.bounded(frames.size()));
            for (int damage = random.bounded(1, 4); damage > 0; --damage) {
                const qsizetype where = random.bounded(frame.size());
                switch (random.bounded(3)) {
                    case 0:
                        frame[where] = static_cast<char>(random.bounded(256));
                        break;
                    case 1:
                        frame.remove(where, 1);
                        break;
                    default:
                        frame.insert(where, frame.mid(where, random.bounded(8)));
                }
                if (frame.isEmpty()) {
                    frame = "{}";
                }
            }
            refused += decodeRequest(frame).ok() ? 0 : 1;
            refused += decodeServerFrame(frame).ok() ? 0 : 1;
        }
        QVERIFY(refused > 0);
    }
};

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
