// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/store_harness.h"
#include "store/redis_rig.h"

using namespace snug;
using namespace snug::store;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using contract::create;
using test::RedisProcess;
using test::RedisRig;
using test::waitUntil;

namespace {

constexpr RedisShard::Pace kQuick{100ms, 1'000ms};

ServerRecord named(const QString& name)
{
    ServerRecord record;
    record.name = name;
    return record;
}

Servers servers(RedisRig& rig)
{
    const auto answer = rig.insist(ListServers{});
    return answer ? std::get<Servers>(*answer) : Servers{};
}

QString mine(RedisRig& rig)
{
    return servers(rig).mine;
}

QStringList names(RedisRig& rig)
{
    QStringList names;
    for (const ServerRecord& record : servers(rig).servers) {
        names += record.name;
    }
    names.sort();
    return names;
}

Facts facts(RedisRig& rig)
{
    const auto answer = rig.insist(ListFacts{});
    return answer ? std::get<Facts>(*answer) : Facts{};
}

}  // namespace

// What those who run several servers that share a real Redis do on one of them.
class RedisAdministrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server_ = std::make_unique<RedisProcess>();
        QVERIFY(server_->start());
    }
    void cleanup() { server_.reset(); }

    void factsAreToldToTheOthers()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(PutFact{0, u"7 dwarfs\nand"_s, "snow white\n", {}}));
        QVERIFY(one.run(PutFact{0, u"owner"_s, "ada", {}}));
        QVERIFY(one.run(PutFact{0, u"owner"_s, "ada", {}}));  // changes nothing
        QVERIFY(!one.run(PutFact{0, u"owner"_s, "bob", QByteArray()}));
        QVERIFY(one.run(PutFact{0, u"owner"_s, {}, {}}));
        QVERIFY(waitUntil([&] { return two.news().size() == 3; }));
        QCOMPARE(two.news(), (QStringList{u"fact 7 dwarfs\nand: snow white\n"_s, u"fact owner: ada"_s,
                                          u"fact owner: "_s}));
        QCOMPARE(one.news(), QStringList());
        QCOMPARE(facts(two), (Facts{{{u"7 dwarfs\nand"_s, "snow white\n"}}}));
    }

    // Whoever asks first has it, and the other hears so before it is told that it came too late.
    void oneOfSeveralServersIsFirst()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        const Ticket first = one.begin(PutFact{0, u"owner"_s, "ada", QByteArray()});
        const Ticket second = two.begin(PutFact{0, u"owner"_s, "bob", QByteArray()});
        QVERIFY(waitUntil([&] { return one.answerTo(first) != nullptr && two.answerTo(second) != nullptr; }));
        const bool firstWon = one.answerTo(first)->ok();
        RedisRig& late = firstWon ? two : one;
        const auto* const refused = firstWon ? two.answerTo(second) : one.answerTo(first);
        QVERIFY(!refused->ok());
        QCOMPARE(refused->error().code, ErrorCode::Conflict);
        QCOMPARE(late.news(), QStringList{firstWon ? u"fact owner: ada"_s : u"fact owner: bob"_s});
        QCOMPARE(facts(late), (Facts{{{u"owner"_s, firstWon ? "ada" : "bob"}}}));
    }

    void factsAreOnTheFirstOfSeveralRedis()
    {
        RedisProcess second;
        QVERIFY(second.start());
        RedisRig one(server_->address() + u',' + second.address());
        QVERIFY(one.run(PutFact{0, u"owner"_s, "ada", {}}));
        QCOMPARE(server_->command({"HLEN", "snug:facts"}).integer, 1);
        QCOMPARE(second.command({"EXISTS", "snug:facts"}).integer, 0);
    }

    void factsOutliveRedisButNotItsData()
    {
        RedisRig one(server_->address());
        QVERIFY(one.run(PutFact{0, u"owner"_s, "ada", {}}));
        server_->killHard();
        QVERIFY(server_->start());
        QCOMPARE(facts(one), (Facts{{{u"owner"_s, "ada"}}}));
        server_->command({"FLUSHALL"});
        QCOMPARE(facts(one), Facts{});
        QVERIFY(one.insist(PutFact{0, u"owner"_s, "bob", {}}));
        QCOMPARE(facts(one), (Facts{{{u"owner"_s, "bob"}}}));
    }

    void roomsThatEndAreToldToTheOthers()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(create(u"den"_s)));
        for (int count = 0; count < 3; ++count) {
            QVERIFY(one.run(contract::say(u"den"_s, u"hi"_s, QString::number(count))));
        }
        QVERIFY(one.run(DropRoom{0, u"den"_s}));  // is left alone, and nothing told
        const auto cleared = one.run(ClearRoom{0, u"den"_s});
        QVERIFY(cleared);
        // Who asks after that has heard of it.
        const auto facts = two.run(OpenRoom{0, u"den"_s, {}, false});
        QVERIFY(facts);
        QCOMPARE(std::get<RoomFacts>(*facts), std::get<RoomFacts>(*cleared));
        QCOMPARE(two.news(), (QStringList{u"made den"_s, u"cleared den: about den"_s}));
        QVERIFY(one.run(DropRoom{0, u"den"_s, true}));
        QVERIFY(waitUntil([&] { return two.news().contains(u"dropped den"_s); }));
        QCOMPARE(server_->command({"KEYS", "snug:*den*"}).items.size(), 0u);
    }

    // What the others heard of the life before is not taken for that of the new one.
    void clearedOffTheRecordIsClearedForAll()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(create(u"den"_s, false)));
        QVERIFY(one.run(contract::say(u"den"_s, u"hush"_s, u"1"_s)));
        QVERIFY(waitUntil([&] { return two.fed(u"den"_s).size() == 1; }));
        QVERIFY(two.run(ClearRoom{0, u"den"_s}));
        for (RedisRig* const rig : {&one, &two}) {
            const auto entries = rig->run(contract::read(u"den"_s, 0, 0, 10, true));
            QVERIFY(entries);
            QVERIFY(std::get<Entries>(*entries).entries.isEmpty());
        }
    }

    // Texts off the record are only where they were heard, and what comes later may be heard before an
    // answer.
    void whatWasAskedBeforeIsOfTheLifeBefore()
    {
        RedisRig rig(server_->address());
        QVERIFY(rig.run(create(u"den"_s, false)));
        QVERIFY(rig.run(create(u"lobby"_s)));
        for (int count = 0; count < 100; ++count) {
            QVERIFY(rig.run(contract::say(u"lobby"_s, QString(1'000, u'x'), QString::number(count))));
        }
        for (int round = 0; round < 20; ++round) {
            rig.begin(contract::say(u"den"_s, u"hush"_s, u"1"_s));
            rig.begin(contract::read(u"lobby"_s, 0, 0, 100, true));  // an answer that takes its time
            const Ticket sizes = rig.begin(MeasureRooms{0, {u"den"_s}});
            const Ticket entries = rig.begin(contract::read(u"den"_s, 0, 0, 10, true));
            rig.begin(ClearRoom{0, u"den"_s});
            rig.begin(contract::say(u"den"_s, u"hush"_s, u"1"_s));
            const Ticket last = rig.begin(ClearRoom{0, u"den"_s});
            QVERIFY(waitUntil([&] { return rig.answerTo(last) != nullptr; }));
            QCOMPARE(std::get<RoomSizes>(**rig.answerTo(sizes)).rooms.first().entries, 1u);
            QCOMPARE(std::get<Entries>(**rig.answerTo(entries)).entries.size(), 1);
        }
    }

    void serversThatLiveAreListed()
    {
        RedisProcess second;
        QVERIFY(second.start());
        const QString both = server_->address() + u',' + second.address();
        RedisRig one(both, 10s, kQuick);
        auto two = std::make_unique<RedisRig>(both, 10s, kQuick);
        RedisRig three(both, 10s, kQuick);  // tells nothing
        QVERIFY(one.run(TellServer{0, named(u"one"_s)}));
        QVERIFY(two->run(TellServer{0, named(u"two"_s)}));
        QCOMPARE(names(one), (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(names(three), (QStringList{u"one"_s, u"two"_s}));
        QVERIFY(mine(one) != mine(*two) && mine(one) != mine(three));
        QCOMPARE(second.command({"EXISTS", "snug:records"}).integer, 0);
        two.reset();
        QVERIFY(waitUntil([&] { return names(one) == QStringList{u"one"_s}; }));
        QVERIFY(waitUntil([&] { return server_->command({"HLEN", "snug:records"}).integer == 1; }));
        // Who was swept tells again once it beats again.
        server_->command({"FLUSHALL"});
        QVERIFY(waitUntil([&] {
            return one.run(TellServer{0, named(u"one"_s)}).ok() && names(three) == QStringList{u"one"_s};
        }));
    }

    // Its people and its record would be there for good.
    void aSweptServerLeavesNoRecord()
    {
        RedisRig one(server_->address(), 10s, {600s, 600s});  // beats no more
        server_->command({"DEL", "snug:servers"});
        QVERIFY(one.run(TellServer{0, named(u"one"_s)}));
        QCOMPARE(server_->command({"EXISTS", "snug:records"}).integer, 0);
    }

private:
    std::unique_ptr<RedisProcess> server_;
};

QTEST_GUILESS_MAIN(RedisAdministrationTest)
#include "redis_administration_test.moc"
