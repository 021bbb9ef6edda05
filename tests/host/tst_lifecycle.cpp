// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using namespace std::chrono_literals;
using protocol::ErrorCode;
using protocol::PresenceChange;
using test::TestClient;
using test::TestServer;
using test::waitUntil;

namespace {

const QString kLobby = QStringLiteral("lobby");

protocol::Send say(const QString& text, const QString& nonce)
{
    return {kLobby, text, nonce};
}

bool contains(const QVector<protocol::Member>& members, const QString& nick)
{
    return std::any_of(members.begin(), members.end(),
                       [&](const auto& member) { return member.person.nick == nick; });
}

bool contains(const QVector<protocol::Person>& people, const QString& nick)
{
    return std::any_of(people.begin(), people.end(), [&](const auto& person) { return person.nick == nick; });
}

// Whether any file below `folder` holds these bytes.
bool onDisk(const QString& folder, const QByteArray& bytes)
{
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes)) {
            return true;
        }
    }
    return false;
}

}  // namespace

// Coming, talking, going.
class TestLifecycle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void connectHelloJoinLeaveClose();
    void messageReachesEveryMemberAndTheSender();
    void typingIsNotEchoed();
    void sameNonceIsOneMessage();
    void topicIsLoggedAndToldToAll();
    void cleanCloseLeavesAtOnce();
    void abruptDropKeepsThePlaceForAWhile();
    void statusIsToldToOthers();
    void historyPagesBack();
    void roomsArePaged();
    void offTheRecordIsNotOnDisk();
    void whatWasSaidSurvivesARestart();

private:
    bool enter(TestClient& client, const QString& nick);

    std::unique_ptr<TestServer> server_;
};

void TestLifecycle::init()
{
    server_ = std::make_unique<TestServer>();
    server_->config.hub.dropGrace = 1s;
    QVERIFY2(server_->start(), qPrintable(server_->error()));
}

void TestLifecycle::cleanup()
{
    QVERIFY(server_->stop());
    server_.reset();
}

bool TestLifecycle::enter(TestClient& client, const QString& nick)
{
    return client.connectTo(server_->port()) && client.hello(nick) &&
           client.ask<protocol::Joined>(protocol::Join{kLobby, {}});
}

void TestLifecycle::connectHelloJoinLeaveClose()
{
    TestClient ada;
    QVERIFY(ada.connectTo(server_->port()));
    const auto welcome = ada.hello(QStringLiteral("  ada  "));
    QVERIFY2(welcome, welcome ? "" : qPrintable(welcome.error().message));
    QCOMPARE(welcome->you.nick, QStringLiteral("ada"));
    QVERIFY(!welcome->session.isEmpty());
    QVERIFY(!welcome->resumed);
    QCOMPARE(welcome->server.name, server_->config.name);
    QCOMPARE(welcome->limits, server_->config.hub.limits);

    const auto joined = ada.ask<protocol::Joined>(protocol::Join{QStringLiteral("LOBBY"), {}});
    QVERIFY(joined);
    QCOMPARE(joined->room, kLobby);
    QCOMPARE(joined->memberCount, 1);
    QVERIFY(contains(joined->members, QStringLiteral("ada")));
    QCOMPARE(joined->head.seq, quint64{0});
    QVERIFY(!joined->head.epoch.isEmpty());
    QVERIFY(joined->keep);

    const auto left = ada.ask<protocol::Left>(protocol::Leave{kLobby});
    QVERIFY(left);
    const auto refused = ada.ask<protocol::Sent>(say(QStringLiteral("hi"), QStringLiteral("n")));
    QVERIFY(!refused && refused.error().code == ErrorCode::NotMember);
    QVERIFY(ada.ask<protocol::Pong>(protocol::Ping{}));
    ada.close();
    QCOMPARE(ada.closed(), 1000);
}

void TestLifecycle::messageReachesEveryMemberAndTheSender()
{
    TestClient ada;
    TestClient bob;
    TestClient outside;
    QVERIFY(enter(ada, QStringLiteral("ada")) && enter(bob, QStringLiteral("bob")));
    QVERIFY(outside.connectTo(server_->port()) && outside.hello(QStringLiteral("eve")));
    const QString text = QStringLiteral("<b>hi</b> \U0001F600 \u00e4\n\tsecond line");
    const auto sent = ada.ask<protocol::Sent>(say(text, QStringLiteral("n1")));
    QVERIFY(sent);
    QCOMPARE(sent->seq, quint64{1});
    for (const TestClient* client : {&ada, &bob}) {
        QVERIFY(waitUntil([&] { return client->entries(kLobby).size() == 1; }));
        const protocol::LogEntry entry = client->entries(kLobby).constFirst();
        QCOMPARE(entry.text, text);
        QCOMPARE(entry.seq, sent->seq);
        QVERIFY(entry.at == sent->at);
        QCOMPARE(entry.from, ada.person());
        QCOMPARE(entry.nonce, QStringLiteral("n1"));
    }
    QVERIFY(outside.ask<protocol::Pong>(protocol::Ping{}));
    QVERIFY(outside.entries(kLobby).isEmpty());
}

void TestLifecycle::typingIsNotEchoed()
{
    TestClient ada;
    TestClient bob;
    QVERIFY(enter(ada, QStringLiteral("ada")) && enter(bob, QStringLiteral("bob")));
    QVERIFY(ada.ask<protocol::Ok>(protocol::Typing{kLobby, true}));
    QVERIFY(bob.sees<protocol::TypingChange>([&](const protocol::TypingChange& typing) {
        return typing.who == ada.person() && typing.active && typing.room == kLobby;
    }));
    // What ada gets after a further round trip cannot be overtaken by an echo.
    QVERIFY(bob.ask<protocol::Sent>(say(QStringLiteral("yes?"), QStringLiteral("n"))));
    QVERIFY(waitUntil([&] { return ada.entries(kLobby).size() == 1; }));
    QVERIFY(ada.pushes<protocol::TypingChange>().isEmpty());
}

void TestLifecycle::sameNonceIsOneMessage()
{
    TestClient ada;
    QVERIFY(enter(ada, QStringLiteral("ada")));
    const auto first = ada.ask<protocol::Sent>(say(QStringLiteral("once"), QStringLiteral("n")));
    const auto second = ada.ask<protocol::Sent>(say(QStringLiteral("once"), QStringLiteral("n")));
    QVERIFY(first && second);
    QCOMPARE(*first, *second);
    const auto third = ada.ask<protocol::Sent>(say(QStringLiteral("twice"), QStringLiteral("m")));
    QVERIFY(third);
    QCOMPARE(third->seq, quint64{2});
    QVERIFY(waitUntil([&] { return ada.entries(kLobby).size() == 2; }));
}

void TestLifecycle::topicIsLoggedAndToldToAll()
{
    TestClient ada;
    TestClient outside;
    QVERIFY(enter(ada, QStringLiteral("ada")));
    QVERIFY(outside.connectTo(server_->port()) && outside.hello(QStringLiteral("eve")));
    QVERIFY(ada.ask<protocol::Sent>(protocol::SetTopic{kLobby, QStringLiteral("tea"), QStringLiteral("t")}));
    QVERIFY(waitUntil([&] { return ada.entries(kLobby).size() == 1; }));
    QCOMPARE(ada.entries(kLobby).constFirst().kind, protocol::EntryKind::Topic);
    QVERIFY(outside.sees<protocol::RoomChange>([](const protocol::RoomChange& change) {
        return change.room.name == kLobby && change.room.topic == QStringLiteral("tea");
    }));
}

void TestLifecycle::cleanCloseLeavesAtOnce()
{
    TestClient ada;
    TestClient bob;
    QVERIFY(enter(ada, QStringLiteral("ada")) && enter(bob, QStringLiteral("bob")));
    QVERIFY(ada.sees<PresenceChange>([](const PresenceChange& change) {
        return contains(change.here, QStringLiteral("bob")) && change.memberCount == 2;
    }));
    bob.close();
    QVERIFY(ada.sees<PresenceChange>([](const PresenceChange& change) {
        return contains(change.gone, QStringLiteral("bob")) && change.memberCount == 1;
    }));
    TestClient other;  // the name is free again
    QVERIFY(enter(other, QStringLiteral("bob")));
}

void TestLifecycle::abruptDropKeepsThePlaceForAWhile()
{
    TestClient ada;
    TestClient bob;
    QVERIFY(enter(ada, QStringLiteral("ada")) && enter(bob, QStringLiteral("bob")));
    bob.drop();
    TestClient thief;
    QVERIFY(thief.connectTo(server_->port()));
    const auto taken = thief.hello(QStringLiteral("BOB"));
    QVERIFY(!taken && taken.error().code == ErrorCode::NickTaken);
    // After the grace the others are told; the name is held for longer.
    QVERIFY(ada.sees<PresenceChange>(
        [](const PresenceChange& change) { return contains(change.gone, QStringLiteral("bob")); }));
    const auto still = thief.hello(QStringLiteral("bob"));
    QVERIFY(!still && still.error().code == ErrorCode::NickTaken);
    // Who comes back with the session is the same person.
    const auto before = bob.person();
    QVERIFY(bob.connectTo(server_->port()));
    const auto back = bob.hello(QStringLiteral("bob"));
    QVERIFY(back);
    QVERIFY(back->resumed);
    QCOMPARE(back->you, before);
}

void TestLifecycle::statusIsToldToOthers()
{
    TestClient ada;
    TestClient bob;
    QVERIFY(enter(ada, QStringLiteral("ada")) && enter(bob, QStringLiteral("bob")));
    QVERIFY(bob.ask<protocol::Ok>(protocol::SetStatus{protocol::PresenceState::Away}));
    QVERIFY(ada.sees<PresenceChange>([&](const PresenceChange& change) {
        return change.here.contains(protocol::Member{bob.person(), protocol::PresenceState::Away});
    }));
    const auto page = ada.ask<protocol::PresencePage>(protocol::ListPresence{kLobby, {}, 100});
    QVERIFY(page);
    QCOMPARE(page->memberCount, 2);
    QCOMPARE(page->members.at(0).person.nick, QStringLiteral("ada"));
    QCOMPARE(page->members.at(1).state, protocol::PresenceState::Away);
}

void TestLifecycle::historyPagesBack()
{
    constexpr int kMessages = 130;
    TestClient ada;
    QVERIFY(enter(ada, QStringLiteral("ada")));
    for (int i = 1; i <= kMessages; ++i) {
        ada.tell(say(QString::number(i), QStringLiteral("n%1").arg(i)));
    }
    QVERIFY(waitUntil([&] { return ada.entries(kLobby).size() == kMessages; }));
    QVector<protocol::LogEntry> all;
    std::optional<quint64> before;
    for (bool more = true; more;) {
        const auto page = ada.ask<protocol::HistoryPage>(protocol::History{kLobby, before, 50});
        QVERIFY(page);
        QVERIFY(!page->entries.isEmpty() && page->entries.size() <= 50);
        all = page->entries + all;
        before = all.constFirst().seq;
        more = page->more;
    }
    QCOMPARE(all, ada.entries(kLobby));
}

void TestLifecycle::roomsArePaged()
{
    TestClient ada;
    QVERIFY(ada.connectTo(server_->port()) && ada.hello(QStringLiteral("ada")));
    QStringList made;
    for (int i = 0; i < 250; ++i) {
        made.append(QStringLiteral("room-%1").arg(i, 3, 10, QLatin1Char('0')));
        ada.tell(protocol::CreateRoom{made.constLast(), {}, i % 2 == 0});
    }
    QStringList seen;
    QString after;
    do {
        const auto page = ada.ask<protocol::RoomPage>(protocol::ListRooms{after});
        QVERIFY(page);
        for (const protocol::RoomInfo& room : page->rooms) {
            seen.append(room.name);
            QCOMPARE(room.keep, made.indexOf(room.name) % 2 == 0);
        }
        after = page->next;
    } while (!after.isEmpty());
    QCOMPARE(seen, made);
}

void TestLifecycle::offTheRecordIsNotOnDisk()
{
    const QString secret = QStringLiteral("whispered-nowhere-else-4711");
    const QString open = QStringLiteral("written-down-as-usual-0815");
    const QString den = QStringLiteral("den-of-no-record");
    TestClient ada;
    QVERIFY(enter(ada, QStringLiteral("ada")));
    QVERIFY(ada.ask<protocol::Created>(protocol::CreateRoom{den, QStringLiteral("topic-") + secret, false}));
    const auto joined = ada.ask<protocol::Joined>(protocol::Join{den, {}});
    QVERIFY(joined && !joined->keep);
    QVERIFY(ada.ask<protocol::Sent>(protocol::Send{den, secret, QStringLiteral("nonce-") + secret}));
    QVERIFY(ada.ask<protocol::Sent>(say(open, QStringLiteral("n"))));
    const auto remembered = ada.ask<protocol::HistoryPage>(protocol::History{den, {}, 50});
    QVERIFY(remembered && remembered->entries.size() == 1);  // in memory it is kept
    QVERIFY(onDisk(server_->folder(), open.toUtf8()));       // so this would find it
    QVERIFY(!onDisk(server_->folder(), secret.toUtf8()));
    QVERIFY(!onDisk(server_->folder(), den.toUtf8()));
    QVERIFY(server_->restart());
    QVERIFY(!onDisk(server_->folder(), secret.toUtf8()));
    QVERIFY(ada.connectTo(server_->port()) && ada.hello(QStringLiteral("ada")));
    const auto gone = ada.ask<protocol::HistoryPage>(protocol::History{den, {}, 50});
    QVERIFY(!gone);
}

void TestLifecycle::whatWasSaidSurvivesARestart()
{
    TestClient ada;
    QVERIFY(enter(ada, QStringLiteral("ada")));
    const auto who = ada.person();
    QVERIFY(ada.ask<protocol::Sent>(say(QStringLiteral("kept"), QStringLiteral("n"))));
    const auto entries = ada.entries(kLobby);
    QVERIFY(server_->restart());
    QCOMPARE(ada.closed(), 1001);
    QVERIFY(ada.connectTo(server_->port()));
    const auto back = ada.hello(QStringLiteral("ada"));
    QVERIFY2(back, back ? "" : qPrintable(back.error().message));
    QVERIFY(back->resumed);
    QCOMPARE(back->you, who);
    QVERIFY(ada.ask<protocol::Joined>(protocol::Join{kLobby, {}}));
    const auto page = ada.ask<protocol::HistoryPage>(protocol::History{kLobby, {}, 50});
    QVERIFY(page);
    QCOMPARE(page->entries, entries);
}

QTEST_GUILESS_MAIN(TestLifecycle)
#include "tst_lifecycle.moc"
