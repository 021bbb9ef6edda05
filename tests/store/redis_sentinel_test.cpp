// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>

#include "contract/store_harness.h"
#include "store/redis_rig.h"

using namespace snug;
using namespace snug::store;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using contract::create;
using contract::say;
using test::RedisProcess;
using test::RedisRig;
using test::waitUntil;

namespace {

const QString kRoom = u"lobby"_s;

// Two servers, the second a replica of the first, and three sentinels that watch them.
struct Watched {
    RedisProcess first{{u"repl-diskless-sync-delay 0"_s}};
    RedisProcess second{{u"replicaof 127.0.0.1 %1"_s.arg(first.port()), u"repl-diskless-sync-delay 0"_s}};
    std::vector<std::unique_ptr<RedisProcess>> sentinels;

    bool start()
    {
        const QStringList options{u"sentinel monitor snug 127.0.0.1 %1 2"_s.arg(first.port()),
                                  u"sentinel down-after-milliseconds snug 1000"_s,
                                  u"sentinel failover-timeout snug 5000"_s};
        for (int count = 0; count < 3; ++count) {
            sentinels.push_back(std::make_unique<RedisProcess>(options, RedisProcess::Kind::Sentinel));
        }
        // The replica first: a sentinel hears of it when it asks the master.
        return first.start() && second.start() && waitUntil([this] { return isReplicated(); }) &&
               std::all_of(sentinels.begin(), sentinels.end(),
                           [](const auto& sentinel) { return sentinel->start() && hasten(*sentinel); });
    }

    // It asks every second, not every 10. One that was held up for 2 s would do nothing for 30, because it
    // takes the clock to be wrong: here it is the machine that is busy.
    static bool hasten(RedisProcess& sentinel)
    {
        const RedisReply done =
            sentinel.command({"SENTINEL", "DEBUG", "info-period", "1000", "tilt-trigger", "60000"});
        return !done.isError();
    }

    bool isReplicated() { return second.command({"INFO", "replication"}).text.contains("link_status:up"); }

    bool knowEachOther()
    {
        return std::all_of(sentinels.begin(), sentinels.end(), [](const auto& sentinel) {
            const RedisReply others = sentinel->command({"SENTINEL", "sentinels", "snug"});
            const RedisReply replicas = sentinel->command({"SENTINEL", "replicas", "snug"});
            return others.items.size() == 2 && replicas.items.size() == 1;
        });
    }

    QString address() const
    {
        QStringList hosts;
        for (const auto& sentinel : sentinels) {
            hosts += u"127.0.0.1:%1"_s.arg(sentinel->port());
        }
        return u"redis+sentinel://"_s + hosts.join(u',') + u"/snug"_s;
    }
};

qint64 entriesIn(RedisProcess& server)
{
    return server.command({"XLEN", "snug:log:{lobby}"}).integer;
}

}  // namespace

class RedisSentinelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failoverIsFollowed()
    {
        Watched watched;
        QVERIFY(watched.start());
        // They say hello every 2 s, and write down whom they meet, which waits for the disk.
        QVERIFY(waitUntil([&] { return watched.knowEachOther(); }, 120s));
        RedisRig rig(watched.address());
        QVERIFY2(rig.isOpen(), qPrintable(rig.reason()));
        const auto facts = rig.run(create(kRoom));
        QVERIFY(facts);
        for (int count = 1; count <= 50; ++count) {
            QVERIFY(rig.run(say(kRoom, QString::number(count), QString::number(count))));
        }
        QVERIFY(waitUntil([&] { return entriesIn(watched.second) == 50; }));
        const int missed = rig.missed();

        QElapsedTimer clock;
        clock.start();
        watched.first.killHard();
        QVERIFY(rig.insist(say(kRoom, u"51"_s, u"51"_s)));
        qInfo("back after %lld ms", clock.elapsed());
        QVERIFY(waitUntil([&] { return rig.missed() > missed; }));
        QCOMPARE(entriesIn(watched.second), 51);
        // The new master may not have had everything: nobody may take it for the same log.
        const auto after = rig.run(OpenRoom{0, kRoom, {}, false});
        QVERIFY(after);
        QVERIFY(std::get<RoomFacts>(*after).head.epoch != std::get<RoomFacts>(*facts).head.epoch);

        // The old master comes back, as a replica; nobody writes to it.
        QVERIFY(watched.first.start());
        QVERIFY(waitUntil([&] { return entriesIn(watched.first) == 51; }));
        QVERIFY(rig.run(say(kRoom, u"52"_s, u"52"_s)));
        QVERIFY(waitUntil([&] { return entriesIn(watched.first) == 52; }));
    }

    void anySentinelWillDo()
    {
        Watched watched;
        QVERIFY(watched.start());
        watched.sentinels[0]->killHard();
        watched.sentinels[1]->killHard();
        RedisRig rig(watched.address());
        QVERIFY2(rig.isOpen(), qPrintable(rig.reason()));
        QVERIFY(rig.run(create(kRoom)));
    }

    void nameThatNoSentinelKnowsIsSaid()
    {
        RedisProcess sentinel({}, RedisProcess::Kind::Sentinel);
        QVERIFY(sentinel.start());
        const RedisRig rig(u"redis+sentinel://127.0.0.1:%1/snug"_s.arg(sentinel.port()), 500ms);
        QVERIFY(!rig.isOpen());
        QVERIFY2(rig.reason().contains(u"\"snug\""), qPrintable(rig.reason()));
    }
};

QTEST_GUILESS_MAIN(RedisSentinelTest)
#include "redis_sentinel_test.moc"
