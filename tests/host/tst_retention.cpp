// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "host/retention.h"
#include "store/sqlite_store.h"
#include "support/redis_process.h"
#include "support/snugd_process.h"
#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using namespace Qt::StringLiterals;
using host::Retention;
using protocol::History;
using protocol::HistoryPage;
using protocol::Join;
using protocol::Joined;
using protocol::Position;
using test::RedisProcess;
using test::SnugdProcess;
using test::TestClient;
using test::TestServer;
using test::waitUntil;

namespace {

const QString kRoom = u"lobby"_s;

bool enter(TestClient& client, quint16 port, const QString& nick)
{
    return client.connectTo(port) && client.hello(nick).ok() && client.ask<Joined>(Join{kRoom, {}}).ok();
}

bool say(TestClient& client, int first, int last)
{
    for (int count = first; count <= last; ++count) {
        const QString text = QString::number(count);
        const auto sent = client.ask<protocol::Sent>(protocol::Send{kRoom, text, text});
        if (!sent || sent->seq != static_cast<quint64>(count)) {
            return false;
        }
    }
    return true;
}

// Whether the room's history is exactly these, and says that there is no more.
bool has(TestClient& client, quint64 first, quint64 last)
{
    const auto page = client.ask<HistoryPage>(History{kRoom, {}, 50});
    return page && !page->more && page->entries.size() == static_cast<qsizetype>(last - first + 1) &&
           page->entries.first().seq == first && page->entries.last().seq == last;
}

// A walk with a store that answers when it is told to.
struct Walk {
    std::vector<store::Trim> asked;
    bool takes = true;
    Retention retention;

    explicit Walk(Retention::Policy policy)
        : retention(policy, [this](store::Operation operation) {
            if (takes) {
                asked.push_back(std::get<store::Trim>(operation));
            }
            return takes;
        })
    {
    }
    bool answer(store::Result<store::Outcome> result)
    {
        return retention.take({asked.back().ticket, std::move(result)});
    }
};

}  // namespace

class TestRetention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAPolicyNothingIsAsked()
    {
        Walk walk({});
        walk.retention.tick();
        QVERIFY(walk.asked.empty());
    }

    void aWalkGoesOnWhereItWas()
    {
        Walk walk({std::chrono::days(30), 500});
        const base::WallTime before = base::Now::read().wall - std::chrono::days(30);
        walk.retention.tick();
        walk.retention.tick();  // one at a time
        QCOMPARE(walk.asked.size(), 1u);
        QVERIFY(walk.asked[0].after.isEmpty());
        QCOMPARE(walk.asked[0].keepNewest, 500u);
        QVERIFY(walk.asked[0].olderThan >= before);
        QVERIFY(walk.asked[0].olderThan <= base::Now::read().wall - std::chrono::days(30));
        QVERIFY(!walk.retention.take({1, store::Outcome(store::Trimmed{})}));  // another's
        QVERIFY(walk.answer(store::Outcome(store::Trimmed{u"den"_s, true, 7})));
        QCOMPARE(walk.asked.size(), 2u);
        QCOMPARE(walk.asked[1].after, u"den"_s);
        // A store that fails is asked again at the next tick, from there on.
        QVERIFY(walk.answer(store::Error{store::ErrorCode::Unavailable, {}}));
        QCOMPARE(walk.asked.size(), 2u);
        walk.retention.tick();
        QCOMPARE(walk.asked.size(), 3u);
        QCOMPARE(walk.asked[2].after, u"den"_s);
        QVERIFY(walk.answer(store::Outcome(store::Trimmed{})));
        QCOMPARE(walk.asked.size(), 3u);
        walk.retention.tick();
        QCOMPARE(walk.asked.size(), 4u);
        QVERIFY(walk.asked[3].after.isEmpty());
    }

    void aWalkIsBounded()
    {
        Walk walk({{}, 1});
        walk.retention.tick();
        QCOMPARE(walk.asked[0].olderThan, base::WallTime{});
        for (std::size_t calls = 1; calls == walk.asked.size() && calls < 10'000; ++calls) {
            walk.answer(store::Outcome(store::Trimmed{QString::number(calls), true, 1}));
        }
        QCOMPARE(walk.asked.size(), std::size_t{Retention::kCallsATick});
        walk.retention.tick();
        QCOMPARE(walk.asked.back().after, QString::number(Retention::kCallsATick));
        // A store that takes nothing ends nothing for ever.
        walk.takes = false;
        walk.answer(store::Outcome(store::Trimmed{u"x"_s, true, 1}));
        walk.takes = true;
        const std::size_t before = walk.asked.size();
        walk.retention.tick();
        QCOMPARE(walk.asked.size(), before + 1);
    }

    // The first walk is at the start.
    void snugdKeepsTheNewest()
    {
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        TestClient ada;
        QVERIFY(enter(ada, snugd.port(), u"ada"_s) && say(ada, 1, 12));
        QVERIFY(has(ada, 1, 12));  // off by default
        const QString epoch = ada.ask<Joined>(Join{kRoom, {}})->head.epoch;
        snugd.terminate();
        QCOMPARE(snugd.waitForEnd(), 0);
        QVERIFY2(snugd.start({u"--retain-messages"_s, u"5"_s}), qPrintable(snugd.err()));
        QVERIFY(enter(ada, snugd.port(), u"ada"_s));
        QVERIFY(waitUntil([&] { return has(ada, 8, 12); }));
        const auto far = ada.ask<Joined>(Join{kRoom, Position{epoch, 3}});
        QVERIFY(far && far->gap);
        const auto near = ada.ask<Joined>(Join{kRoom, Position{epoch, 7}});
        QVERIFY(near && !near->gap);
        // A late resend of what is gone adds nothing; the log goes on.
        const auto late = ada.ask<protocol::Sent>(protocol::Send{kRoom, u"2"_s, u"2"_s});
        QVERIFY(late);
        QCOMPARE(late->seq, 2u);
        QVERIFY(say(ada, 13, 13));
    }

    void snugdLetsOldOnesGo()
    {
        SnugdProcess snugd;
        const base::WallTime now = base::Now::read().wall;
        {
            const auto opened = store::SqliteStore::open({snugd.folder() + u"/snug.db"_s, {}, {}},
                                                         {[](const auto&) {}, [](const auto&) {}});
            std::vector<store::Operation> batch{
                store::OpenRoom{1, kRoom, store::OpenRoom::Create{{}, true, 10}, false}};
            for (int age = 10; age > 0; --age) {
                batch.emplace_back(
                    store::Append{2, kRoom, {u"u"_s, u"n"_s}, {}, u"x"_s, {}, now - std::chrono::days(age)});
            }
            (*opened)->submit(std::move(batch));
        }
        QVERIFY2(snugd.start({u"--retain-days"_s, u"4"_s}), qPrintable(snugd.err()));
        TestClient ada;
        QVERIFY(enter(ada, snugd.port(), u"ada"_s));
        QVERIFY(waitUntil([&] { return has(ada, 8, 10); }));
    }

    // Members see everything, however soon it goes.
    void theServerLooksAgainAndAgain()
    {
        TestServer server;
        server.config.hub.retainMessages = 3;
        server.config.retainInterval = std::chrono::milliseconds(5);
        QVERIFY2(server.start(), qPrintable(server.error()));
        TestClient ada;
        TestClient bob;
        QVERIFY(enter(ada, server.port(), u"ada"_s) && enter(bob, server.port(), u"bob"_s));
        QVERIFY(say(ada, 1, 40));
        QVERIFY(waitUntil([&] { return bob.entries(kRoom).size() == 40; }));
        QVERIFY(waitUntil([&] { return has(ada, 38, 40); }));
        QVERIFY(say(ada, 41, 45));
        QVERIFY(waitUntil([&] { return has(bob, 43, 45); }));
        QCOMPARE(bob.entries(kRoom), ada.entries(kRoom));
    }

    void severalServersAgree()
    {
        RedisProcess redis;
        QVERIFY(redis.start());
        std::vector<std::unique_ptr<TestServer>> servers;
        TestClient clients[2];
        for (int index = 0; index < 2; ++index) {
            servers.push_back(std::make_unique<TestServer>());
            servers.back()->config.store = *host::parseStoreChoice(redis.address());
            servers.back()->config.hub.retainMessages = 4;
            servers.back()->config.retainInterval = std::chrono::milliseconds(5);
            QVERIFY2(servers.back()->start(), qPrintable(servers.back()->error()));
            QVERIFY(enter(clients[index], servers.back()->port(), QString::number(index)));
        }
        QVERIFY(say(clients[0], 1, 20) && say(clients[1], 21, 40));
        for (TestClient& client : clients) {
            QVERIFY(waitUntil([&] { return client.entries(kRoom).size() == 40; }));
            QVERIFY(waitUntil([&] { return has(client, 37, 40); }));
        }
        QCOMPARE(redis.command({"XLEN", "snug:log:{lobby}"}).integer, 4);
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
