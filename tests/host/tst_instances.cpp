// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "host/owner.h"
#include "host/several_servers.h"
#include "support/http_get.h"

using namespace snug;
using namespace snug::protocol;
using namespace snug::test;
using namespace Qt::StringLiterals;

namespace {

// Two servers on one Redis that know where each other's clients go.
struct Two {
    RedisProcess redis;
    SnugdProcess first;
    SnugdProcess second;

    bool start(const QStringList& ofTheFirst = {})
    {
        return redis.start() &&
               second.start({u"--store"_s, redis.address(), u"--advertise"_s, u"second.example:4777"_s}) &&
               first.start(
                   QStringList{u"--store"_s, redis.address(), u"--advertise"_s, u"first.example:4777"_s} +
                   ofTheFirst);
    }
};

AdminCommand watchInstances()
{
    admin::Watch watch;
    watch.instances = true;
    return watch;
}

// The id of the instance with this address, once both are known.
QString idOf(TestClient& owner, const QString& address)
{
    QString id;
    seesAdmin<admin::Instances>(owner, [&](const admin::Instances& push) {
        for (const admin::Instance& row : push.rows) {
            if (row.address == address && push.rows.size() == 2) {
                id = row.id;
            }
        }
        return !id.isEmpty();
    });
    return id;
}

}  // namespace

// Administration of several servers that share a store.
class TestInstances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoOwnsOneOwnsAllAndABanHoldsEverywhere()
    {
        Two servers;
        QVERIFY(servers.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, servers.first, u"ada"_s));
        TestClient eve;
        QVERIFY(eve.connectTo(servers.second.port()) && eve.hello(u"eve"_s).ok());
        QVERIFY(eve.ask<Joined>(Join{u"lobby"_s, {}}).ok());
        QVERIFY(!refusal(ada, admin::LockRoom{u"lobby"_s, true}));
        const auto isLocked = [&] {
            const auto sent = eve.ask<Sent>(Send{u"lobby"_s, u"hi"_s, u"n1"_s});
            return !sent && sent.error().code == ErrorCode::RoomLocked;
        };
        QTRY_VERIFY(isLocked());
        QVERIFY(!refusal(
            ada, admin::Impose{admin::Sanction::Kind::Ban, admin::Sanction::Subject::Name, u"eve"_s, {}, 0}));
        QCOMPARE(eve.closed(), 4104);
        TestClient again;
        QVERIFY(again.connectTo(servers.second.port()));
        QCOMPARE(again.helloAs(u"ada"_s, ada.session())->role, Role::Owner);
        // The code that the other server has offered is good no longer.
        TestClient mallory;
        QTRY_VERIFY(!offeredCode(servers.second).isEmpty());
        QVERIFY(!enterAsOwner(mallory, servers.second.port(), u"mallory"_s, offeredCode(servers.second)));
    }

    void aRoomThatIsClearedOrDeletedIsSoOnAll()
    {
        Two servers;
        QVERIFY(servers.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, servers.first, u"ada"_s));
        TestClient bob;
        QVERIFY(enter(bob, servers.second.port(), u"bob"_s));
        QVERIFY(bob.ask<Sent>(Send{u"lobby"_s, u"hi"_s, u"n1"_s}).ok());
        QVERIFY(!refusal(ada, admin::ClearRoom{u"lobby"_s}));
        QVERIFY(bob.sees<LogReset>([](const LogReset& reset) { return reset.room == u"lobby"; }));
        QVERIFY(bob.ask<Joined>(Join{u"lobby"_s, {}}).ok());
        QVERIFY(bob.ask<Sent>(Send{u"lobby"_s, u"again"_s, u"n2"_s}).ok());
        QVERIFY(!refusal(ada, admin::DeleteRoom{u"lobby"_s}));
        QVERIFY(bob.sees<RoomChange>([](const RoomChange& change) { return change.removed; }));
        const auto sent = bob.ask<Sent>(Send{u"lobby"_s, u"more"_s, u"n3"_s});
        QVERIFY(!sent && sent.error().code == ErrorCode::NotMember);
        QCOMPARE(bob.ask<Joined>(Join{u"lobby"_s, {}})->head.seq, quint64{0});
    }

    void pastTheSoftLimitNewcomersAreSentToTheOther()
    {
        Two servers;
        QVERIFY(servers.start({u"--soft-limit"_s, u"1"_s, u"--hard-limit"_s, u"2"_s}));
        TestClient ada;
        QVERIFY(enterAsOwner(ada, servers.first, u"ada"_s));
        QVERIFY(!refusal(ada, watchInstances()));
        QVERIFY(!idOf(ada, u"second.example:4777"_s).isEmpty());
        TestClient bob;
        QVERIFY(bob.connectTo(servers.first.port()));
        bob.post(Hello{u"bob"_s, {}, {}});
        QCOMPARE(bob.closed(), 4004);
        QCOMPARE(bob.closeReason(), u"second.example:4777"_s);

        // The other is gone: up to the hard limit they stay here.
        servers.second.killHard();
        QVERIFY(seesAdmin<admin::Instances>(
            ada, [](const admin::Instances& push) { return push.rows.size() == 1; }));
        QVERIFY(bob.connectTo(servers.first.port()));
        QVERIFY(bob.hello(u"bob"_s).ok());
        TestClient cid;
        QVERIFY(cid.connectTo(servers.first.port()));
        cid.post(Hello{u"cid"_s, {}, {}});
        QCOMPARE(cid.closed(), 4005);
    }

    void whatIsDrainedSendsItsPeopleAwayAndIsNotReady()
    {
        Two servers;
        QVERIFY(servers.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, servers.first, u"ada"_s));
        QVERIFY(!refusal(ada, watchInstances()));
        const QString second = idOf(ada, u"second.example:4777"_s);
        QVERIFY(!second.isEmpty());
        TestClient bob;
        QVERIFY(enter(bob, servers.second.port(), u"bob"_s));
        QVERIFY(!refusal(ada, admin::Drain{second, true}));
        QCOMPARE(bob.closed(), 4004);
        QCOMPARE(bob.closeReason(), u"first.example:4777"_s);
        const auto ready = [&] { return httpGet(servers.second.httpPort(), u"/readyz"_s).status; };
        QTRY_COMPARE(ready(), 503);
        QVERIFY(seesAdmin<admin::Instances>(ada, [&](const admin::Instances& push) {
            return std::any_of(push.rows.begin(), push.rows.end(),
                               [&](const auto& row) { return row.id == second && row.draining; });
        }));
        QVERIFY(!refusal(ada, admin::Drain{second, false}));
        QTRY_COMPARE(ready(), 200);
        QVERIFY(enter(bob, servers.second.port(), u"bob"_s));
        QCOMPARE(refusal(ada, admin::Drain{u"nobody"_s, true}), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestInstances)
#include "tst_instances.moc"
