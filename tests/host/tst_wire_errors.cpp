// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QTimer>

#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using protocol::ErrorCode;
using test::TestClient;
using test::TestServer;
using test::waitUntil;

Q_DECLARE_METATYPE(snug::protocol::ErrorCode)

namespace {

const QString kLobby = QStringLiteral("lobby");

protocol::Send say(const QString& text, const QString& nonce)
{
    return {kLobby, text, nonce};
}

}  // namespace

// Every error code of PROTOCOL.md, reached over the wire; after each the server serves on.
// `store_unavailable` is in tst_crash; `internal` would be a mistake of the server and has no way to be asked
// for.
class TestWireErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refusedFrames_data();
    void refusedFrames();
    void errorWithoutIdComesWithoutRe();
    void unknownFieldsAndNullAreIgnored();
    void helloTwice();
    void helloIsRefusedAndMayBeTriedAgain();
    void tooLong_data();
    void tooLong();
    void tooManyRooms();
    void noSuchRoomWherePolicySaysSo();
    void rateLimited();
    void overloaded();
    void shuttingDown();

private:
    bool enter(TestClient& client, const QString& nick);
    bool othersAreUnharmed();

    std::unique_ptr<TestServer> server_;
    std::unique_ptr<TestClient> other_;
};

void TestWireErrors::init()
{
    server_ = std::make_unique<TestServer>();
    server_->config.hub.limits.roomsPerPerson = 3;
    server_->config.hub.limits.roomsTotal = 5;
    QVERIFY2(server_->start(), qPrintable(server_->error()));
    other_ = std::make_unique<TestClient>();
    QVERIFY(enter(*other_, QStringLiteral("other")));
}

void TestWireErrors::cleanup()
{
    other_.reset();
    server_.reset();
}

bool TestWireErrors::enter(TestClient& client, const QString& nick)
{
    return client.connectTo(server_->port()) && client.hello(nick) &&
           client.ask<protocol::Joined>(protocol::Join{kLobby, {}});
}

bool TestWireErrors::othersAreUnharmed()
{
    return other_->isOpen() && other_->ask<protocol::Pong>(protocol::Ping{}).ok();
}

void TestWireErrors::refusedFrames_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, const char* frame, ErrorCode code) {
        QTest::newRow(name) << QString::fromUtf8(frame) << code;
    };
    row("unknown command", R"({"type":"fly","id":7})", ErrorCode::BadType);
    row("type is a number", R"({"type":3,"id":7})", ErrorCode::BadType);
    row("no type", R"({"id":7})", ErrorCode::BadType);
    row("field missing", R"({"type":"join","id":7})", ErrorCode::BadField);
    row("field of the wrong type", R"({"type":"join","id":7,"room":5})", ErrorCode::BadField);
    row("since without epoch", R"({"type":"join","id":7,"room":"a","since":{"seq":1}})", ErrorCode::BadField);
    row("seq below 0", R"({"type":"join","id":7,"room":"a","since":{"epoch":"e","seq":-1}})",
        ErrorCode::BadField);
    row("room's name is empty", R"({"type":"join","id":7,"room":"  "})", ErrorCode::BadName);
    row("room's name has a slash", R"({"type":"join","id":7,"room":"a/b"})", ErrorCode::BadName);
    row("nothing to send", R"({"type":"send","id":7,"room":"lobby","text":" \n ","nonce":"n"})",
        ErrorCode::Empty);
    row("no nonce", R"({"type":"send","id":7,"room":"lobby","text":"hi","nonce":""})", ErrorCode::Empty);
    row("not a member: send", R"({"type":"send","id":7,"room":"den","text":"hi","nonce":"n"})",
        ErrorCode::NotMember);
    row("not a member: leave", R"({"type":"leave","id":7,"room":"den"})", ErrorCode::NotMember);
    row("not a member: typing", R"({"type":"typing","id":7,"room":"den","active":true})",
        ErrorCode::NotMember);
    row("room exists", R"({"type":"create","id":7,"room":"Lobby","topic":"","keep":true})",
        ErrorCode::RoomExists);
}

void TestWireErrors::refusedFrames()
{
    QFETCH(QString, frame);
    QFETCH(ErrorCode, code);
    TestClient client;
    QVERIFY(client.connectTo(server_->port()) && client.hello(QStringLiteral("ada")));
    if (code != ErrorCode::NotMember) {
        QVERIFY(client.ask<protocol::Joined>(protocol::Join{kLobby, {}}));
    }
    client.sendText(frame);
    // The ids that the client itself gave are lower.
    QVERIFY(waitUntil([&] { return client.answerTo(7).has_value(); }));
    const auto answer = *client.answerTo(7);
    const auto* error = std::get_if<protocol::Error>(&answer);
    QVERIFY(error != nullptr);
    QCOMPARE(error->code, code);
    QVERIFY(!error->message.isEmpty());
    QVERIFY(client.ask<protocol::Pong>(protocol::Ping{}));
    QVERIFY(othersAreUnharmed());
}

void TestWireErrors::errorWithoutIdComesWithoutRe()
{
    TestClient client;
    QVERIFY(client.connectTo(server_->port()) && client.hello(QStringLiteral("ada")));
    const QStringList notObjects{QStringLiteral("nonsense"), QStringLiteral("[1,2]"),
                                 QStringLiteral("{\"type\":\"ping\""), QStringLiteral("null"),
                                 QStringLiteral("")};
    for (const QString& frame : notObjects) {
        client.sendText(frame);
    }
    client.sendText(QStringLiteral(R"({"type":"fly"})"));
    QVERIFY(waitUntil([&] { return client.looseErrors().size() == 6; }));
    const auto errors = client.looseErrors();
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(errors[i].code, ErrorCode::BadJson);
    }
    QCOMPARE(errors[5].code, ErrorCode::BadType);
    QVERIFY(client.ask<protocol::Pong>(protocol::Ping{}));
    QVERIFY(othersAreUnharmed());
}

void TestWireErrors::unknownFieldsAndNullAreIgnored()
{
    TestClient client;
    QVERIFY(client.connectTo(server_->port()) && client.hello(QStringLiteral("ada")));
    client.sendText(
        QStringLiteral(R"({"type":"join","id":77,"room":"lobby","since":null,"colour":{"of":["mood"]}})"));
    QVERIFY(waitUntil([&] { return client.answerTo(77).has_value(); }));
    QVERIFY(std::holds_alternative<protocol::Joined>(*client.answerTo(77)));
}

void TestWireErrors::helloTwice()
{
    TestClient client;
    QVERIFY(client.connectTo(server_->port()) && client.hello(QStringLiteral("ada")));
    const auto again = client.hello(QStringLiteral("ada"));
    QVERIFY(!again && again.error().code == ErrorCode::HelloTwice);
    QVERIFY(client.ask<protocol::Pong>(protocol::Ping{}));
}

void TestWireErrors::helloIsRefusedAndMayBeTriedAgain()
{
    TestClient client;
    QVERIFY(client.connectTo(server_->port()));
    const QVector<std::pair<QString, ErrorCode>> refused{
        {QString(), ErrorCode::BadName},
        {QStringLiteral("\u202Eevil"), ErrorCode::BadName},
        {QStringLiteral("\u200B"), ErrorCode::BadName},
        {QString(33, QLatin1Char('x')), ErrorCode::TooLong},
        {QStringLiteral("OTHER"), ErrorCode::NickTaken},
        {QStringLiteral("\uFF4Fther"), ErrorCode::NickTaken},  // full-width o
    };
    for (const auto& [nick, code] : refused) {
        const auto answer = client.hello(nick);
        QVERIFY2(!answer, qPrintable(nick));
        QCOMPARE(answer.error().code, code);
    }
    QVERIFY(client.hello(QStringLiteral("ada")));
}

void TestWireErrors::tooLong_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("text") << 0;
    QTest::newRow("topic") << 1;
    QTest::newRow("room") << 2;
    QTest::newRow("nonce") << 3;
}

void TestWireErrors::tooLong()
{
    QFETCH(int, which);
    const protocol::Limits limits;
    // Characters are code points: each of these is two UTF-16 units and four bytes.
    const auto wide = [](int count) { return QStringLiteral("\U0001F600").repeated(count); };
    const auto plain = [](int count) { return QString(count, QLatin1Char('x')); };
    const auto command = [&](int over) -> protocol::Command {
        switch (which) {
            case 0:
                return say(wide(limits.textCharacters + over), QStringLiteral("n"));
            case 1:
                return protocol::SetTopic{kLobby, wide(limits.topicCharacters + over), QStringLiteral("n")};
            case 2:
                return protocol::CreateRoom{plain(limits.roomCharacters + over), {}, true};
            default:
                return say(QStringLiteral("hi"), plain(limits.nonceCharacters + over));
        }
    };
    TestClient client;
    QVERIFY(enter(client, QStringLiteral("ada")));
    const auto isError = [](const std::optional<protocol::Answer>& answer, ErrorCode code) {
        const auto* error = std::get_if<protocol::Error>(&*answer);
        return error != nullptr && error->code == code;
    };
    const qint64 over = client.post(command(1));
    const qint64 exact = client.post(command(0));
    QVERIFY(waitUntil([&] { return client.answerTo(over) && client.answerTo(exact); }));
    QVERIFY(isError(client.answerTo(over), ErrorCode::TooLong));
    QVERIFY(!std::holds_alternative<protocol::Error>(*client.answerTo(exact)));
    QVERIFY(othersAreUnharmed());
}

void TestWireErrors::tooManyRooms()
{
    TestClient client;
    QVERIFY(enter(client, QStringLiteral("ada")));  // 1 of 3, 1 of 5
    for (const char* room : {"a", "b"}) {
        QVERIFY(client.ask<protocol::Joined>(protocol::Join{QString::fromLatin1(room), {}}));
    }
    const auto fourth = client.ask<protocol::Joined>(protocol::Join{QStringLiteral("c"), {}});
    QVERIFY(!fourth && fourth.error().code == ErrorCode::TooManyRooms);
    QVERIFY(client.ask<protocol::Created>(protocol::CreateRoom{QStringLiteral("c"), {}, false}));
    QVERIFY(client.ask<protocol::Created>(protocol::CreateRoom{QStringLiteral("d"), {}, true}));
    for (const bool keep : {true, false}) {
        const auto sixth = client.ask<protocol::Created>(protocol::CreateRoom{QStringLiteral("e"), {}, keep});
        QVERIFY(!sixth && sixth.error().code == ErrorCode::TooManyRooms);
    }
    QVERIFY(client.ask<protocol::Left>(protocol::Leave{QStringLiteral("a")}));
    QVERIFY(client.ask<protocol::Joined>(protocol::Join{QStringLiteral("c"), {}}));
}

void TestWireErrors::noSuchRoomWherePolicySaysSo()
{
    TestServer closed;
    closed.config.hub.joinCreates = false;
    QVERIFY2(closed.start(), qPrintable(closed.error()));
    TestClient client;
    QVERIFY(client.connectTo(closed.port()) && client.hello(QStringLiteral("ada")));
    const auto refused = client.ask<protocol::Joined>(protocol::Join{kLobby, {}});
    QVERIFY(!refused && refused.error().code == ErrorCode::NoSuchRoom);
    QVERIFY(client.ask<protocol::Created>(protocol::CreateRoom{kLobby, {}, true}));
    QVERIFY(client.ask<protocol::Joined>(protocol::Join{kLobby, {}}));
}

void TestWireErrors::rateLimited()
{
    TestServer limited;
    limited.config.hub.limits.messages = {0.001, 5};
    limited.config.hub.limits.commands = {0.001, 20};
    QVERIFY2(limited.start(), qPrintable(limited.error()));
    TestClient client;
    QVERIFY(client.connectTo(limited.port()) && client.hello(QStringLiteral("ada")));
    QVERIFY(client.ask<protocol::Joined>(protocol::Join{kLobby, {}}));
    for (int i = 0; i < 5; ++i) {
        QVERIFY(client.ask<protocol::Sent>(say(QStringLiteral("hi"), QString::number(i))));
    }
    const auto sixth = client.ask<protocol::Sent>(say(QStringLiteral("hi"), QStringLiteral("6")));
    QVERIFY(!sixth && sixth.error().code == ErrorCode::RateLimited);
    QVERIFY(protocol::isTemporary(sixth.error().code));
    int pongs = 0;
    while (client.ask<protocol::Pong>(protocol::Ping{})) {
        QVERIFY(++pongs <= 20);
    }
    const auto ping = client.ask<protocol::Pong>(protocol::Ping{});
    QVERIFY(!ping && ping.error().code == ErrorCode::RateLimited);
    QVERIFY(client.isOpen());
    QCOMPARE(client.entries(kLobby).size(), 5);
}

void TestWireErrors::overloaded()
{
    constexpr int kFlood = 5000;
    TestClient client;
    QVERIFY(enter(client, QStringLiteral("ada")));
    QVector<qint64> ids;
    for (int i = 0; i < kFlood; ++i) {
        ids.append(client.post(say(QStringLiteral("flood"), QStringLiteral("n%1").arg(i))));
    }
    QVERIFY(waitUntil([&] {
        return std::all_of(ids.begin(), ids.end(),
                           [&](qint64 id) { return client.answerTo(id).has_value(); });
    }));
    // Whatever was taken is there once and in order; the rest was told to wait.
    int sent = 0;
    int refused = 0;
    for (const qint64 id : ids) {
        const auto answer = client.answerTo(id);
        if (std::holds_alternative<protocol::Sent>(*answer)) {
            ++sent;
        } else {
            QCOMPARE(std::get<protocol::Error>(*answer).code, ErrorCode::Overloaded);
            ++refused;
        }
    }
    qInfo("%d sent, %d refused", sent, refused);
    QVERIFY(refused > 0);
    QVERIFY(waitUntil([&] { return other_->entries(kLobby).size() == sent; }));
    for (int i = 0; i < sent; ++i) {
        QCOMPARE(other_->entries(kLobby)[i].seq, static_cast<quint64>(i) + 1);
    }
    QVERIFY(othersAreUnharmed());
}

void TestWireErrors::shuttingDown()
{
    // Commands that meet a server which drains: when exactly is its own affair, so this is tried until seen.
    bool seen = false;
    for (int attempt = 0; attempt < 20 && !seen; ++attempt) {
        TestClient client;
        QVERIFY(enter(client, QStringLiteral("ada%1").arg(attempt)));
        int said = 0;
        QVector<qint64> ids;
        QTimer talking;
        QObject::connect(&talking, &QTimer::timeout, &talking, [&] {
            for (int i = 0; i < 50 && client.isOpen(); ++i) {
                ids.append(
                    client.post(say(QStringLiteral("hi"), QStringLiteral("%1/%2").arg(attempt).arg(++said))));
            }
        });
        talking.start(0);
        QTest::qWait(20);
        QVERIFY(server_->stop());
        QCOMPARE(client.closed(), 1001);
        for (const qint64 id : ids) {
            const auto answer = client.answerTo(id);
            const auto* error = answer ? std::get_if<protocol::Error>(&*answer) : nullptr;
            seen = seen || (error != nullptr && error->code == ErrorCode::ShuttingDown);
        }
        QVERIFY2(server_->start(), qPrintable(server_->error()));
    }
    QVERIFY(seen);
}

QTEST_GUILESS_MAIN(TestWireErrors)
#include "tst_wire_errors.moc"
