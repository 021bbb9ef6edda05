// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include "host/several_servers.h"

using namespace snug;
using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Join;
using protocol::Joined;
using test::enter;
using test::SeveralServers;
using test::TestClient;
using test::waitUntil;

namespace {

const QString kRoom = u"lobby"_s;

// Who is in a room, by what one client was told: what it joined with, and the changes since.
QStringList members(const TestClient& client, const QString& room)
{
    QMap<QString, QString> nicks;
    for (const protocol::ServerFrame& frame : client.frames()) {
        if (const auto* const reply = std::get_if<protocol::Reply>(&frame)) {
            if (const auto* const joined = std::get_if<Joined>(&reply->answer);
                joined != nullptr && joined->room == room) {
                nicks.clear();
                for (const protocol::Member& member : joined->members) {
                    nicks[member.person.user] = member.person.nick;
                }
            }
            continue;
        }
        const auto* const change = std::get_if<protocol::PresenceChange>(&std::get<protocol::Push>(frame));
        if (change == nullptr || change->room != room) {
            continue;
        }
        for (const protocol::Member& member : change->here) {
            nicks[member.person.user] = member.person.nick;
        }
        for (const protocol::Person& person : change->gone) {
            nicks.remove(person.user);
        }
        if (nicks.size() != change->memberCount) {
            return {u"%1 members were told, the count is %2"_s.arg(nicks.size()).arg(change->memberCount)};
        }
    }
    QStringList sorted = nicks.values();
    sorted.sort();
    return sorted;
}

int presencePushes(const TestClient& client)
{
    return static_cast<int>(client.pushes<protocol::PresenceChange>().size());
}

}  // namespace

// People see each other whichever server they are on.
class TestPeopleOnServers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everybodyIsSeenEverywhere()
    {
        SeveralServers servers;
        QVERIFY(servers.start(3));
        TestClient ada;
        TestClient bob;
        TestClient eve;
        QVERIFY(enter(ada, servers.port(0), u"ada"_s));
        QVERIFY(enter(bob, servers.port(1), u"bob"_s));
        QVERIFY(enter(eve, servers.port(2), u"eve"_s));
        const QStringList all{u"ada"_s, u"bob"_s, u"eve"_s};
        for (const TestClient* const client : {&ada, &bob, &eve}) {
            QVERIFY2(waitUntil([&] { return members(*client, kRoom) == all; }),
                     qPrintable(members(*client, kRoom).join(u' ')));
        }
        ada.tell(protocol::Typing{kRoom, true});
        for (const TestClient* const client : {&bob, &eve}) {
            QVERIFY(client->sees<protocol::TypingChange>([](const auto& t) { return t.who.nick == u"ada"; }));
        }
        QVERIFY(ada.pushes<protocol::TypingChange>().isEmpty());
        QVERIFY(bob.ask<protocol::Ok>(protocol::SetStatus{protocol::PresenceState::Away}));
        QVERIFY(eve.sees<protocol::PresenceChange>([](const auto& change) {
            return !change.here.isEmpty() && change.here[0].person.nick == u"bob" &&
                   change.here[0].state == protocol::PresenceState::Away;
        }));
        QVERIFY(ada.ask<protocol::Created>(protocol::CreateRoom{u"den"_s, u"tea"_s, true}));
        QVERIFY(eve.sees<protocol::RoomChange>(
            [](const auto& change) { return change.room.name == u"den" && change.room.topic == u"tea"; }));
        bob.close();
        QVERIFY(waitUntil([&] { return members(ada, kRoom) == (QStringList{u"ada"_s, u"eve"_s}); }));
        QVERIFY(waitUntil([&] { return members(eve, kRoom) == (QStringList{u"ada"_s, u"eve"_s}); }));
    }

    void aNameIsTakenEverywhere()
    {
        SeveralServers servers;
        QVERIFY(servers.start(2));
        TestClient ada;
        QVERIFY(enter(ada, servers.port(0), u"ada"_s));
        TestClient other;
        QVERIFY(other.connectTo(servers.port(1)));
        QCOMPARE(other.helloAs(u"Ada"_s, {}).error().code, ErrorCode::NickTaken);
        ada.close();
        QVERIFY(waitUntil([&] { return other.helloAs(u"Ada"_s, {}).ok(); }));
    }

    // The old connection gives way on the other server; nobody else notices.
    void whoComesBackElsewhereIsOnePerson()
    {
        SeveralServers servers;
        QVERIFY(servers.start(2));
        TestClient ada;
        TestClient bob;
        QVERIFY(enter(ada, servers.port(0), u"ada"_s));
        QVERIFY(enter(bob, servers.port(0), u"bob"_s));
        const int before = presencePushes(bob);
        TestClient again;
        QVERIFY(again.connectTo(servers.port(1)));
        const auto welcome = again.helloAs(u"ada"_s, ada.session());
        QVERIFY(welcome && welcome->resumed);
        QCOMPARE(welcome->you, ada.person());
        QCOMPARE(ada.closed(), 4100);
        QVERIFY(again.ask<Joined>(Join{kRoom, {}}));
        QVERIFY(waitUntil([&] { return members(again, kRoom) == (QStringList{u"ada"_s, u"bob"_s}); }));
        QVERIFY(again.ask<protocol::Sent>(protocol::Send{kRoom, u"hi"_s, u"1"_s}));
        QVERIFY(waitUntil([&] { return bob.entries(kRoom).size() == 1; }));
        QCOMPARE(presencePushes(bob), before);
    }

    void peopleOfAKilledServerVanish()
    {
        SeveralServers servers;
        QVERIFY(servers.start(3));
        TestClient ada;
        TestClient bob;
        TestClient eve;
        QVERIFY(enter(ada, servers.port(0), u"ada"_s));
        QVERIFY(enter(bob, servers.port(1), u"bob"_s));
        QVERIFY(enter(eve, servers.port(1), u"eve"_s));
        QVERIFY(waitUntil([&] { return members(ada, kRoom).size() == 3; }));
        const int before = presencePushes(ada);
        servers.all[1]->killHard();
        QElapsedTimer clock;
        clock.start();
        QVERIFY(eve.connectTo(servers.port(2)));  // in time: is still there for everybody
        QVERIFY(eve.hello(u"eve"_s) && eve.ask<Joined>(Join{kRoom, {}}));
        QVERIFY(waitUntil([&] { return members(ada, kRoom) == (QStringList{u"ada"_s, u"eve"_s}); }));
        qInfo("bob vanished after %.1f s", static_cast<double>(clock.elapsed()) / 1'000);
        QVERIFY(waitUntil([&] { return members(eve, kRoom) == (QStringList{u"ada"_s, u"eve"_s}); }));
        QCOMPARE(presencePushes(ada), before + 1);
    }

    void whereEverybodyIsConnectedIsKept()
    {
        SeveralServers servers;
        QVERIFY(servers.start(2));
        TestClient ada;
        QVERIFY(enter(ada, servers.port(0), u"ada"_s));
        const auto where = [&] {
            return servers.redis.command({"HGET", "snug:where", ada.person().user.toUtf8()}).text;
        };
        const auto kept = [&] {
            return servers.redis.command({"HGET", "snug:people:" + where(), ada.person().user.toUtf8()}).text;
        };
        QVERIFY(waitUntil([&] { return kept().contains("\"rooms\":[\"lobby\"]"); }));
        QVERIFY2(kept().contains("\"address\":\"127.0.0.1\"") && kept().contains("\"since\":1"),
                 kept().constData());
    }

    void peopleAreThereAgainAfterRedisLostEverything()
    {
        SeveralServers servers;
        QVERIFY(servers.start(2));
        TestClient ada;
        TestClient bob;
        QVERIFY(enter(ada, servers.port(0), u"ada"_s));
        QVERIFY(enter(bob, servers.port(1), u"bob"_s));
        servers.redis.command({"FLUSHALL"});
        QVERIFY(waitUntil([&] { return servers.redis.command({"HLEN", "snug:names"}).integer == 2; }));
        TestClient other;
        QVERIFY(other.connectTo(servers.port(1)));
        QCOMPARE(other.helloAs(u"ada"_s, {}).error().code, ErrorCode::NickTaken);
        const QStringList both{u"ada"_s, u"bob"_s};
        TestClient eve;
        QVERIFY(waitUntil(
            [&] { return enter(eve, servers.port(0), u"eve"_s) && members(eve, kRoom).contains(u"bob"_s); }));
        eve.close();
        QVERIFY(waitUntil([&] { return members(ada, kRoom) == both && members(bob, kRoom) == both; }));
    }

    // People come, go, drop, move and join at random; in the end all are told the same of every room.
    void allAgreeAfterMuchComingAndGoing()
    {
        constexpr int kPeople = 24;
        constexpr int kSteps = 600;
        const QStringList rooms{u"a"_s, u"b"_s, u"c"_s};
        const quint32 seed = qEnvironmentVariableIsSet("SNUG_TEST_SEED")
                                 ? qEnvironmentVariable("SNUG_TEST_SEED").toUInt()
                                 : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        SeveralServers servers;
        QVERIFY(servers.start(3));
        std::vector<std::unique_ptr<TestClient>> people;
        std::vector<QSet<QString>> joined(kPeople);
        for (int person = 0; person < kPeople; ++person) {
            people.push_back(std::make_unique<TestClient>());
        }
        for (int step = 0; step < kSteps; ++step) {
            const auto who = static_cast<std::size_t>(random.bounded(kPeople));
            TestClient& client = *people[who];
            const QString& room = rooms[random.bounded(rooms.size())];
            const int dice = random.bounded(100);
            if (!client.isOpen()) {
                joined[who].clear();
                const auto server = static_cast<std::size_t>(random.bounded(3));
                QVERIFY(client.connectTo(servers.port(server)));
                QVERIFY(client.hello(u"p%1"_s.arg(who)));
            } else if (dice < 55) {
                QVERIFY(client.ask<Joined>(Join{room, {}}));
                joined[who].insert(room);
            } else if (dice < 75) {
                if (joined[who].remove(room)) {
                    QVERIFY(client.ask<protocol::Left>(protocol::Leave{room}));
                }
            } else if (dice < 85) {
                client.drop();
            } else if (dice < 92) {
                client.close();
                QVERIFY(client.closed() != 0);
            } else {
                client.tell(protocol::SetStatus{dice % 2 == 0 ? protocol::PresenceState::Away
                                                              : protocol::PresenceState::Active});
            }
        }
        for (const QString& room : rooms) {
            QStringList expected;
            for (std::size_t who = 0; who < people.size(); ++who) {
                if (people[who]->isOpen() && joined[who].contains(room)) {
                    expected += people[who]->person().nick;
                }
            }
            expected.sort();
            for (std::size_t who = 0; who < people.size(); ++who) {
                if (people[who]->isOpen() && joined[who].contains(room)) {
                    QVERIFY2(waitUntil([&] { return members(*people[who], room) == expected; }),
                             qPrintable(u"%1 in %2 was told of %3, there are %4"_s.arg(
                                 people[who]->person().nick, room, members(*people[who], room).join(u' '),
                                 expected.join(u' '))));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestPeopleOnServers)
#include "tst_people_on_servers.moc"
