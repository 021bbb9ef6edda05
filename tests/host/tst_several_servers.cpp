// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include "host/several_servers.h"
#include "support/http_get.h"

using namespace snug;
using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Join;
using protocol::Joined;
using protocol::Position;
using protocol::StoringChange;
using test::enter;
using test::httpGet;
using test::RedisProcess;
using test::SeveralServers;
using test::SnugdProcess;
using test::TestClient;
using test::waitUntil;

namespace {

const QString kRoom = u"lobby"_s;

// Two servers with somebody on each, both in the room.
struct TwoServers : SeveralServers {
    TestClient ada;
    TestClient bob;

    bool start()
    {
        return SeveralServers::start(2) && enter(ada, port(0), u"ada"_s) && enter(bob, port(1), u"bob"_s);
    }
};

protocol::Send message(const QString& text, const QString& room = kRoom)
{
    return {room, text, text};
}

}  // namespace

class TestSeveralServers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyServerTellsAnAutoscalerOfAll()
    {
        TwoServers servers;
        QVERIFY(servers.start());
        const auto advice = [&](std::size_t server) {
            return QJsonDocument::fromJson(httpGet(servers.all[server]->httpPort(), u"/scale"_s).body)
                .object();
        };
        for (const std::size_t server : {0, 1}) {
            QVERIFY(waitUntil(
                [&] { return advice(server)["why"_L1].toString().startsWith(u"2 people on 2 servers"); }));
            QCOMPARE(advice(server)["instances"_L1].toInt(), 2);
            QCOMPARE(advice(server)["wanted"_L1].toInt(), 1);
        }
        servers.all[1]->killHard();  // is gone once it has been silent for long enough
        QVERIFY(waitUntil([&] { return advice(0)["instances"_L1].toInt() == 1; }, std::chrono::seconds(40)));
    }

    void hundredClientsOnThreeServersSeeOneOrder()
    {
        constexpr int kClients = 100;
        constexpr int kRooms = 5;
        constexpr int kEach = 20;
        constexpr int kPerRoom = kClients / kRooms * kEach;
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        SeveralServers servers;
        QVERIFY(servers.start(3));
        const auto roomOf = [](int client) { return u"room-%1"_s.arg(client % kRooms); };
        std::vector<std::unique_ptr<TestClient>> clients;
        for (int i = 0; i < kClients; ++i) {
            clients.push_back(std::make_unique<TestClient>());
            const auto server = static_cast<std::size_t>(random.bounded(3));
            QVERIFY(enter(*clients.back(), servers.port(server), u"c%1"_s.arg(i), roomOf(i)));
        }
        std::vector<int> turns;
        for (int i = 0; i < kClients * kEach; ++i) {
            turns.push_back(i % kClients);
        }
        std::shuffle(turns.begin(), turns.end(), random);
        std::vector<int> said(kClients, 0);
        for (std::size_t turn = 0; turn < turns.size(); ++turn) {
            const auto i = static_cast<std::size_t>(turns[turn]);
            clients[i]->tell(message(u"%1/%2"_s.arg(i).arg(++said[i]), roomOf(turns[turn])));
            if (turn % 50 == 0) {
                QTest::qWait(0);
            }
        }
        for (int i = 0; i < kClients; ++i) {
            const TestClient& client = *clients[static_cast<std::size_t>(i)];
            QVERIFY(waitUntil([&] { return client.entries(roomOf(i)).size() >= kPerRoom; }));
            const auto entries = client.entries(roomOf(i));
            QCOMPARE(entries.size(), qsizetype{kPerRoom});
            QCOMPARE(entries, clients[static_cast<std::size_t>(i % kRooms)]->entries(roomOf(i)));
            QSet<QString> nonces;
            for (qsizetype at = 0; at < entries.size(); ++at) {
                QCOMPARE(entries[at].seq, static_cast<quint64>(at) + 1);
                nonces.insert(entries[at].nonce);
            }
            QCOMPARE(nonces.size(), qsizetype{kPerRoom});
        }
    }

    void clientsOfAKilledServerResumeOnAnother()
    {
        TwoServers servers;
        QVERIFY(servers.start());
        TestClient& ada = servers.ada;
        TestClient& bob = servers.bob;
        const QString epoch = ada.ask<Joined>(Join{kRoom, {}})->head.epoch;
        for (int count = 1; count <= 10; ++count) {
            QVERIFY(ada.ask<protocol::Sent>(message(u"a%1"_s.arg(count))));
        }
        QVERIFY(waitUntil([&] { return bob.entries(kRoom).size() == 10; }));
        const auto me = ada.person();
        servers.all[0]->killHard();
        for (int count = 1; count <= 10; ++count) {
            QVERIFY(bob.ask<protocol::Sent>(message(u"b%1"_s.arg(count))));
        }
        QElapsedTimer clock;
        clock.start();
        QVERIFY(ada.connectTo(servers.port(1)));
        const auto welcome = ada.hello(u"ada"_s);
        QVERIFY(welcome && welcome->resumed);
        QCOMPARE(welcome->you, me);
        const auto seen = static_cast<quint64>(ada.entries(kRoom).size());
        const auto joined = ada.ask<Joined>(Join{kRoom, Position{epoch, seen}});
        QVERIFY(joined && !joined->gap);
        QVERIFY(waitUntil([&] { return ada.entries(kRoom).size() == 20; }));
        QVERIFY(clock.elapsed() < 5'000);
        QCOMPARE(ada.entries(kRoom), bob.entries(kRoom));
    }

    void redisGoesAndComesBack()
    {
        TwoServers servers;
        QVERIFY(servers.start());
        TestClient& ada = servers.ada;
        TestClient& bob = servers.bob;
        TestClient cem;
        QVERIFY(enter(cem, servers.port(0), u"cem"_s));
        cem.drop();
        QVERIFY(ada.ask<protocol::Sent>(message(u"one"_s)));
        servers.redis.killHard();
        QVERIFY(waitUntil([&] {
            const auto refused = ada.ask<protocol::Sent>(message(u"two"_s));
            return !refused && refused.error().code == ErrorCode::StoreUnavailable;
        }));
        QVERIFY(ada.isOpen() && bob.isOpen());
        for (TestClient* const client : {&ada, &bob}) {
            QVERIFY(client->sees<StoringChange>([](const auto& change) { return !change.storing; }));
        }
        QVERIFY(cem.connectTo(servers.port(0)));
        const auto welcome = cem.hello(u"cem"_s);  // known there: comes back all the same
        QVERIFY(welcome && welcome->resumed && !welcome->storing);
        TestClient eve;
        QVERIFY(eve.connectTo(servers.port(0)));
        QCOMPARE(eve.hello(u"eve"_s).error().code, ErrorCode::StoreUnavailable);
        QVERIFY(waitUntil([&] { return httpGet(servers.all[0]->httpPort(), u"/health"_s).status == 503; }));
        const QByteArray health = httpGet(servers.all[0]->httpPort(), u"/health"_s).body;
        QVERIFY2(health.contains(servers.redis.address().toUtf8()), health.constData());  // and why
        QVERIFY(servers.redis.start());
        for (TestClient* const client : {&ada, &bob, &cem}) {
            QVERIFY(client->sees<StoringChange>([](const auto& change) { return change.storing; }));
        }
        QCOMPARE(ada.pushes<StoringChange>(), (QVector<StoringChange>{{false}, {true}}));
        QVERIFY(waitUntil([&] { return ada.ask<protocol::Sent>(message(u"two"_s)).ok(); }));
        QVERIFY(waitUntil([&] { return bob.ask<protocol::Sent>(message(u"three"_s)).ok(); }));
        QVERIFY(waitUntil([&] { return ada.entries(kRoom).size() == 3 && bob.entries(kRoom).size() == 3; }));
        QCOMPARE(ada.entries(kRoom), bob.entries(kRoom));
        QVERIFY(waitUntil([&] { return httpGet(servers.all[0]->httpPort(), u"/health"_s).status == 200; }));
        QVERIFY(ada.isOpen() && bob.isOpen());
        QVERIFY(waitUntil([&] { return eve.hello(u"eve"_s).ok(); }));
    }

    void flushedRedisIsTold()
    {
        TwoServers servers;
        QVERIFY(servers.start());
        TestClient& ada = servers.ada;
        TestClient& bob = servers.bob;
        QVERIFY(ada.ask<protocol::Sent>(message(u"one"_s)));
        servers.redis.command({"FLUSHALL"});
        QVERIFY(waitUntil([&] { return ada.ask<protocol::Sent>(message(u"two"_s)).ok(); }));
        for (TestClient* const client : {&ada, &bob}) {
            QVERIFY(client->sees<protocol::LogReset>([](const auto& reset) { return reset.room == kRoom; }));
        }
        const auto joined = bob.ask<Joined>(Join{kRoom, {}});
        QVERIFY(joined);
        QCOMPARE(joined->head.seq, 1u);
    }

    void aStoreThatCannotBeReachedEndsTheStart()
    {
        const RedisProcess absent;
        SnugdProcess server;
        const int code = server.runToEnd({u"--port"_s, u"0"_s, u"--http-port"_s, u"0"_s, u"--data"_s,
                                          server.folder(), u"--store"_s, absent.address()});
        QCOMPARE(code, 74);
        QVERIFY2(server.err().contains(u"refused"), qPrintable(server.err()));
        QCOMPARE(server.runToEnd({u"--store"_s, u"redis://"_s}), 64);
        QVERIFY(server.err().contains(u"--store") || server.err().contains(u"store"));
    }

    void weakSettingsAreInHealth()
    {
        SeveralServers servers;
        QVERIFY(servers.start(1));
        servers.redis.command({"CONFIG", "SET", "appendfsync", "everysec"});
        SnugdProcess second;
        // Redis keeps everything: a folder for data that is not there is no trouble.
        QVERIFY(
            second.start({u"--store"_s, servers.redis.address(), u"--data"_s, second.folder() + u"/none"_s}));
        QVERIFY(second.err().contains(u"appendfsync always"));
        QVERIFY(waitUntil([&] {
            const auto health = httpGet(second.httpPort(), u"/health"_s);
            return health.status == 200 && health.body.contains("appendfsync always");
        }));
    }
};

QTEST_GUILESS_MAIN(TestSeveralServers)
#include "tst_several_servers.moc"
