// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QTimer>

#include "host/several_servers.h"

using namespace snug;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::StoringChange;
using test::enter;
using test::RedisProcess;
using test::SeveralServers;
using test::TestClient;
using test::waitUntil;

namespace {

const QString kRoom = u"lobby"_s;

// As a client with an outbox: again, under the same nonce, until it is stored.
bool insist(TestClient& client, const QString& text)
{
    return waitUntil([&] {
        const auto sent = client.ask<protocol::Sent>(protocol::Send{kRoom, text, text});
        if (!sent && !protocol::isTemporary(sent.error().code)) {
            qWarning("refused for good: %s", qPrintable(sent.error().message));
        }
        return sent.ok();
    });
}

QStringList texts(const TestClient& client)
{
    QStringList all;
    quint64 expected = 0;
    for (const protocol::LogEntry& entry : client.entries(kRoom)) {
        all += entry.seq == ++expected ? entry.text : u"%1 instead of %2"_s.arg(entry.seq).arg(expected);
    }
    return all;
}

using Trouble = void (*)(RedisProcess& redis, const TestClient& ada);

}  // namespace

Q_DECLARE_METATYPE(Trouble)

// What clients on two servers see when their Redis is mistreated, and that everything is well afterwards.
class TestRedisChaos : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clientsComeThrough_data()
    {
        QTest::addColumn<Trouble>("trouble");
        QTest::addColumn<bool>("isTold");  // that nothing can be stored
        QTest::newRow("kill -9, restart") << Trouble([](RedisProcess& redis, const TestClient& /*ada*/) {
            redis.killHard();
            QTest::qWait(500);
            QVERIFY(redis.start());
        }) << true;
        QTest::newRow("SIGSTOP for 10 s") << Trouble([](RedisProcess& redis, const TestClient& /*ada*/) {
            redis.pause();
            QTest::qWait(10'000);
            redis.goOn();
        }) << true;
        QTest::newRow("CLIENT KILL TYPE pubsub")
            << Trouble([](RedisProcess& redis, const TestClient& /*ada*/) {
                   QCOMPARE(redis.command({"CLIENT", "KILL", "TYPE", "pubsub"}).integer, 2);
               })
            << false;
        QTest::newRow("SCRIPT FLUSH") << Trouble([](RedisProcess& redis, const TestClient& /*ada*/) {
            QCOMPARE(redis.command({"SCRIPT", "FLUSH"}).text, QByteArray("OK"));
        }) << false;
        QTest::newRow("output-buffer limit") << Trouble([](RedisProcess& redis, const TestClient& /*ada*/) {
            redis.command({"CONFIG", "SET", "client-output-buffer-limit", "pubsub 65536 65536 1"});
            // One message larger than the limit: whoever listens is cut off, whatever it reads.
            QCOMPARE(redis.command({"PUBLISH", "snug:feed:0", QByteArray(1'000'000, 'x')}).integer, 2);
        }) << false;
        QTest::newRow("out of memory, for a while")
            << Trouble([](RedisProcess& redis, const TestClient& ada) {
                   redis.command({"CONFIG", "SET", "maxmemory", "1"});
                   QVERIFY(ada.sees<StoringChange>([](const auto& change) { return !change.storing; }));
                   redis.command({"CONFIG", "SET", "maxmemory", "0"});
               })
            << true;
    }
    void clientsComeThrough()
    {
        QFETCH(const Trouble, trouble);
        QFETCH(const bool, isTold);
        SeveralServers servers;
        QVERIFY(servers.start(2));
        TestClient ada;
        TestClient bob;
        QVERIFY(enter(ada, servers.port(0), u"ada"_s) && enter(bob, servers.port(1), u"bob"_s));
        QVERIFY(
            ada.sees<protocol::PresenceChange>([](const auto& change) { return change.memberCount == 2; }));
        const auto presence = [&] {
            return ada.pushes<protocol::PresenceChange>().size() +
                   bob.pushes<protocol::PresenceChange>().size();
        };
        const auto before = presence();
        QVERIFY(insist(ada, u"before"_s));
        // Somebody writes all the while.
        ada.tell(protocol::Send{kRoom, u"during"_s, u"during"_s});
        QTimer writing;
        writing.callOnTimeout(&writing, [&] { ada.tell(protocol::Send{kRoom, u"during"_s, u"during"_s}); });
        writing.start(50ms);
        trouble(servers.redis, ada);
        for (int count = 1; count <= 20; ++count) {
            QVERIFY(insist(count % 2 == 0 ? ada : bob, QString::number(count)));
        }
        writing.stop();
        QVERIFY(insist(ada, u"during"_s));
        QVERIFY(waitUntil([&] { return texts(ada).size() == 22 && texts(bob).size() == 22; }));
        const QStringList all = texts(ada);
        QCOMPARE(all, texts(bob));
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 22);
        for (const TestClient* const client : {&ada, &bob}) {
            QVERIFY(client->isOpen());
            QVERIFY(client->pushes<protocol::LogReset>().isEmpty());  // nothing was lost
        }
        // Told once that it cannot store, and once that it can.
        if (isTold) {
            QVERIFY(ada.sees<StoringChange>([](const auto& change) { return change.storing; }));
            QCOMPARE(ada.pushes<StoringChange>(), (QVector<StoringChange>{{false}, {true}}));
        } else {
            QCOMPARE(ada.pushes<StoringChange>(), QVector<StoringChange>());
        }
        QCOMPARE(presence(), before);  // nobody is taken to be gone for that
    }
};

QTEST_GUILESS_MAIN(TestRedisChaos)
#include "tst_redis_chaos.moc"
