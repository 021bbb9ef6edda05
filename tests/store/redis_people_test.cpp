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

PresenceRecord record(const QString& nick, const QStringList& rooms = {})
{
    return {QString(), {{u"u_"_s + nick, nick}, {}}, rooms, u"10.0.0.1"_s, contract::atMs(1'000), 0};
}

Enter enter(const QString& nick, const QStringList& rooms = {})
{
    return {0, record(nick, rooms)};
}

UpdatePresence update(const PresenceRecord& here)
{
    return {0, {here}, {}, false};
}

QStringList elsewhere(RedisRig& rig)
{
    QStringList nicks;
    const auto answer = rig.insist(ListElsewhere{});
    if (answer) {
        for (const PresenceRecord& each : std::get<Elsewhere>(*answer).people) {
            nicks += each.member.person.nick;
        }
    }
    nicks.sort();
    return nicks;
}

}  // namespace

// People on several servers that share a real Redis.
class RedisPeopleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server_ = std::make_unique<RedisProcess>();
        QVERIFY(server_->start());
    }
    void cleanup() { server_.reset(); }

    void whatOneServerTellsTheOthersHear()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(enter(u"ada"_s)));
        QVERIFY(one.run(update(record(u"ada"_s, {u"den"_s, u"lobby"_s}))));
        QVERIFY(one.run(TellTyping{0, u"lobby"_s, {u"u_ada"_s, u"ada"_s}, true}));
        QVERIFY(one.run(create(u"den"_s, false)));
        QVERIFY(one.run(DropRoom{0, u"den"_s}));
        QVERIFY(one.run(UpdatePresence{0, {}, {{u"u_ada"_s, u"ada"_s}}, false}));
        QVERIFY(waitUntil([&] { return two.news().size() == 6; }));
        QCOMPARE(two.news(), (QStringList{u"here ada: "_s, u"here ada: den lobby"_s, u"ada types in lobby"_s,
                                          u"made den"_s, u"dropped den"_s, u"gone ada"_s}));
        QCOMPARE(one.news(), QStringList());  // nothing of its own
    }

    void everythingOfARecordIsKept()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        PresenceRecord ada = record(u"Ada Ünicode 😀"_s, {u"den"_s, u"日本"_s});
        ada.member.state = protocol::PresenceState::Away;
        QVERIFY(one.run(Enter{0, ada}));
        const auto answer = two.run(ListElsewhere{});
        QVERIFY(answer);
        auto people = std::get<Elsewhere>(*answer).people;
        QCOMPARE(people.size(), 1);
        QVERIFY(!people[0].server.isEmpty());
        QVERIFY(people[0].order > 0);
        people[0].server.clear();
        people[0].order = 0;
        QCOMPARE(people[0], ada);
        QCOMPARE(elsewhere(one), QStringList());
    }

    void aNameIsOneForAllServers()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(enter(u"ada"_s)));
        const Enter other{0, {QString(), {{u"u_2"_s, u"ADA"_s}, {}}, {}, {}, {}, 0}};
        QCOMPARE(two.run(other).error().code, ErrorCode::NameTaken);
        QVERIFY(one.run(UpdatePresence{0, {}, {{u"u_ada"_s, u"ada"_s}}, false}));
        QVERIFY(two.run(other));
    }

    void whoMovesIsOnOneServer()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        RedisRig three(server_->address());
        QVERIFY(one.run(enter(u"ada"_s, {u"lobby"_s})));
        QVERIFY(two.run(enter(u"ada"_s)));
        // What the old server still says does not count.
        QVERIFY(one.run(update(record(u"ada"_s, {u"late"_s}))));
        QVERIFY(one.run(UpdatePresence{0, {}, {{u"u_ada"_s, u"ada"_s}}, false}));
        QVERIFY(waitUntil([&] { return three.news().size() == 2; }));
        QCOMPARE(three.news(), (QStringList{u"here ada: lobby"_s, u"here ada: "_s}));
        QCOMPARE(one.news(), QStringList{u"here ada: "_s});
        QCOMPARE(elsewhere(one), QStringList{u"ada"_s});
        QCOMPARE(elsewhere(two), QStringList());
    }

    void peopleOfASilentServerAreGone()
    {
        RedisRig one(server_->address(), 10s, kQuick);
        auto two = std::make_unique<RedisRig>(server_->address(), 10s, kQuick);
        QVERIFY(two->run(enter(u"ada"_s)));
        QVERIFY(two->run(enter(u"bob"_s)));
        QVERIFY(one.run(enter(u"bob"_s)));  // came over in time
        two.reset();
        QVERIFY(waitUntil([&] { return one.news().contains(u"server gone"_s); }));
        QCOMPARE(one.news().count(u"server gone"_s), 1);
        QCOMPARE(elsewhere(one), QStringList());
        QVERIFY(
            one.run(Enter{0, {QString(), {{u"u_2"_s, u"ada"_s}, {}}, {}, {}, {}, 0}}));  // the name is free
        QCOMPARE(server_->command({"HLEN", "snug:where"}).integer, 2);
        QCOMPARE(server_->command({"ZCARD", "snug:servers"}).integer, 1);
    }

    // After an outage of Redis everybody looks silent; nobody is taken to be gone for that.
    void anOutageBuriesNobody()
    {
        RedisRig one(server_->address(), 10s, kQuick);
        RedisRig two(server_->address(), 10s, kQuick);
        QVERIFY(one.run(enter(u"ada"_s)));
        QTest::qWait(1'200);  // both would be allowed to
        const int missed = one.missed();
        server_->killHard();
        QTest::qWait(1'500);
        QVERIFY(server_->start());
        QVERIFY(waitUntil([&] { return one.missed() > missed; }));
        QCOMPARE(elsewhere(two), QStringList{u"ada"_s});
        QTest::qWait(500);
        QVERIFY(!two.news().contains(u"server gone"_s));
        QVERIFY(!one.news().contains(u"server gone"_s));
    }

    // Then `missed` is said, and a hub tells again who is here.
    void whoWasForgottenIsToldSo()
    {
        RedisRig one(server_->address(), 10s, kQuick);
        RedisRig two(server_->address(), 10s, kQuick);
        QVERIFY(one.run(enter(u"ada"_s)));
        const int missed = one.missed();
        server_->command({"DEL", "snug:servers"});
        QVERIFY(waitUntil([&] { return one.missed() == missed + 1; }));
        server_->command({"FLUSHALL"});
        QVERIFY(waitUntil([&] { return one.missed() > missed + 1; }));
        QVERIFY(one.insist(UpdatePresence{0, {record(u"ada"_s)}, {}, true}));
        QCOMPARE(elsewhere(two), QStringList{u"ada"_s});
        const Enter other{0, {QString(), {{u"u_2"_s, u"ada"_s}, {}}, {}, {}, {}, 0}};
        QCOMPARE(two.insist(other).error().code, ErrorCode::NameTaken);
    }

    void aCrowdIsToldInHundreds()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        const qint64 before = server_->command({"GET", "snug:feed"}).text.toLongLong();
        Ticket last = 0;
        for (int person = 0; person < 1'000; ++person) {
            last = one.begin(update(record(u"p%1"_s.arg(person), {u"lobby"_s})));
        }
        QVERIFY(waitUntil([&] { return one.answerTo(last) != nullptr && two.news().size() == 1'000; }));
        for (Ticket ticket = 1; ticket <= last; ++ticket) {
            QVERIFY(one.answerTo(ticket) != nullptr && one.answerTo(ticket)->ok());
        }
        const qint64 told = server_->command({"GET", "snug:feed"}).text.toLongLong() - before;
        QVERIFY2(told >= 10 && told <= 20, qPrintable(QString::number(told)));  // and a beat or two
        QCOMPARE(elsewhere(two).size(), 1'000);
    }

    void peopleAreOnTheFirstOfSeveralRedis()
    {
        RedisProcess second;
        QVERIFY(second.start());
        const QString both = server_->address() + u',' + second.address();
        RedisRig one(both);
        RedisRig two(both);
        QVERIFY(one.run(enter(u"ada"_s)));
        QVERIFY(waitUntil([&] { return two.news() == QStringList{u"here ada: "_s}; }));
        for (int room = 0; room < 10; ++room) {
            QVERIFY(one.run(create(u"room %1"_s.arg(room))));
            QVERIFY(one.run(TellTyping{0, u"room %1"_s.arg(room), {u"u_ada"_s, u"ada"_s}, false}));
        }
        QVERIFY(waitUntil([&] { return two.news().size() == 21; }));
        QCOMPARE(elsewhere(two), QStringList{u"ada"_s});
        QCOMPARE(second.command({"EXISTS", "snug:where"}).integer, 0);
    }

private:
    std::unique_ptr<RedisProcess> server_;
};

QTEST_GUILESS_MAIN(RedisPeopleTest)
#include "redis_people_test.moc"
