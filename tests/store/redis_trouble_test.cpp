// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/store_harness.h"
#include "store/redis_rig.h"

using namespace snug;
using namespace snug::store;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using contract::create;
using contract::read;
using contract::say;
using test::RedisProcess;
using test::RedisRig;
using test::waitUntil;

namespace {

const QString kRoom = u"lobby"_s;

QStringList textsOf(const Result<Outcome>& answer)
{
    QStringList texts;
    if (answer) {
        for (const protocol::LogEntry& entry : std::get<Entries>(*answer).entries) {
            texts += u"%1 %2"_s.arg(entry.seq).arg(entry.text);
        }
    }
    return texts;
}

QString epochOf(RedisRig& rig)
{
    const auto facts = rig.insist(create(kRoom));
    return facts ? std::get<RoomFacts>(*facts).head.epoch : QString();
}

quint64 seqOf(const Result<Outcome>& answer)
{
    return answer ? std::get<Appended>(*answer).seq : 0;
}

}  // namespace

// A real Redis server, mistreated.
class RedisTroubleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server_ = std::make_unique<RedisProcess>();
        QVERIFY(server_->start());
    }
    void cleanup() { server_.reset(); }

    void twoServersShareALog()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(create(kRoom)));
        for (int count = 1; count <= 200; ++count) {
            one.begin(say(kRoom, u"one %1"_s.arg(count), QString::number(count)));
            two.begin(say(kRoom, u"two %1"_s.arg(count), u"t%1"_s.arg(count)));
        }
        QVERIFY(waitUntil([&] { return one.fed(kRoom).size() == 400 && two.fed(kRoom).size() == 400; }));
        QCOMPARE(one.fed(kRoom), two.fed(kRoom));
        QCOMPARE(textsOf(one.run(read(kRoom, 0, 0, 1'000, false))), two.fed(kRoom));
    }

    void killedAndRestartedLosesNothing()
    {
        RedisRig rig(server_->address());
        const QString epoch = epochOf(rig);
        QStringList acknowledged;
        for (int round = 0; round < 3; ++round) {
            std::vector<Ticket> sent;
            for (int count = 0; count < 300; ++count) {
                const QString text = u"%1.%2"_s.arg(round).arg(count);
                sent.push_back(rig.begin(say(kRoom, text, text)));
            }
            QVERIFY(waitUntil(
                [&] { return rig.answerTo(sent[20 * static_cast<std::size_t>(round)]) != nullptr; }));
            server_->killHard();
            QVERIFY(waitUntil([&] { return rig.answerTo(sent.back()) != nullptr; }));
            QVERIFY(!*rig.answerTo(sent.back()));
            QCOMPARE(rig.answerTo(sent.back())->error().code, ErrorCode::Unavailable);
            for (const Ticket ticket : sent) {
                if (const auto& answer = *rig.answerTo(ticket)) {
                    acknowledged += QString::number(seqOf(answer));
                }
            }
            const int missed = rig.missed();
            QVERIFY(server_->start());
            // What was not acknowledged is sent again, and is there once.
            for (int count = 0; count < 300; ++count) {
                const QString text = u"%1.%2"_s.arg(round).arg(count);
                QVERIFY(rig.insist(say(kRoom, text, text)));
            }
            QVERIFY2(rig.missed() > missed, "nobody was told that the feed was interrupted");
        }
        QVERIFY(!acknowledged.isEmpty());
        const QStringList all = textsOf(rig.run(read(kRoom, 0, 0, 10'000, false)));
        QCOMPARE(all.size(), 900);
        QStringList texts;
        for (const QString& line : all) {
            texts += line.section(u' ', 1);
        }
        texts.removeDuplicates();
        QCOMPARE(texts.size(), 900);
        QCOMPARE(epochOf(rig), epoch);  // nothing was lost, so it is the same log
    }

    void restartedWithoutItsDataIsAnotherLog_data()
    {
        QTest::addColumn<bool>("forgets");
        QTest::newRow("appendonly no") << true;
        QTest::newRow("appendfsync everysec, nothing lost, but nobody knows") << false;
    }
    void restartedWithoutItsDataIsAnotherLog()
    {
        QFETCH(const bool, forgets);
        server_ = std::make_unique<RedisProcess>(
            QStringList{forgets ? u"appendonly no"_s : u"appendfsync everysec"_s});
        QVERIFY(server_->start());
        RedisRig rig(server_->address());
        const QString epoch = epochOf(rig);
        QVERIFY(rig.run(say(kRoom, u"hi"_s, u"1"_s)));
        server_->killHard();
        QVERIFY(server_->start());
        const QString after = epochOf(rig);
        QVERIFY(!after.isEmpty() && after != epoch);
    }

    void stoppedForAWhile()
    {
        RedisRig rig(server_->address());
        QVERIFY(rig.run(create(kRoom)));
        server_->pause();
        const Ticket ticket = rig.begin(say(kRoom, u"hi"_s, u"1"_s));
        QVERIFY(waitUntil([&] { return rig.answerTo(ticket) != nullptr; }, 8s));
        QCOMPARE(rig.answerTo(ticket)->error().code, ErrorCode::Unavailable);
        server_->goOn();
        QCOMPARE(seqOf(rig.insist(say(kRoom, u"hi"_s, u"1"_s))), 1u);
        QVERIFY(rig.insist(say(kRoom, u"ho"_s, u"2"_s)));
        QCOMPARE(textsOf(rig.run(read(kRoom, 0, 0, 10, false))), (QStringList{u"1 hi"_s, u"2 ho"_s}));
    }

    void subscriberIsCutOff()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(create(kRoom)));
        const int missed = one.missed();
        const int missedByTwo = two.missed();
        for (int round = 1; round <= 3; ++round) {
            QCOMPARE(server_->command({"CLIENT", "KILL", "TYPE", "pubsub"}).integer, 2);
            QVERIFY(two.run(say(kRoom, u"hi"_s, QString::number(round))));
            QVERIFY(waitUntil(
                [&] { return one.missed() == missed + round && two.missed() == missedByTwo + round; }));
        }
        // From then on everything is heard again.
        QVERIFY(two.run(say(kRoom, u"now"_s, u"now"_s)));
        QVERIFY(waitUntil([&] { return one.fed(kRoom).contains(u"4 now"_s); }));
        QCOMPARE(one.available(), QVector<bool>());  // it could store all the time
    }

    void awayAndBackIsSaidOnce()
    {
        RedisProcess other;
        QVERIFY(other.start());
        RedisRig rig(server_->address() + u',' + other.address());
        QVERIFY(rig.run(create(kRoom)));
        QCOMPARE(rig.available(), QVector<bool>());
        server_->killHard();
        QVERIFY(waitUntil([&] { return rig.available() == QVector<bool>{false}; }));
        other.killHard();
        QVERIFY(server_->start());
        QVERIFY(waitUntil([&] { return rig.missed() > 0; }));  // the one is back
        QCOMPARE(rig.available(), QVector<bool>{false});
        QVERIFY(other.start());
        QVERIFY(waitUntil([&] { return rig.available().size() > 1; }));
        QCOMPARE(rig.available(), (QVector<bool>{false, true}));
        QVERIFY(rig.run(say(kRoom, u"hi"_s, u"1"_s)));  // at once: that is what was said
    }

    void scriptsAreLost()
    {
        RedisRig rig(server_->address());
        QVERIFY(rig.run(create(kRoom)));
        Ticket last = 0;
        for (int count = 1; count <= 500; ++count) {
            last = rig.begin(say(kRoom, QString::number(count), QString::number(count)));
            if (count % 100 == 50) {
                QVERIFY(waitUntil([&] { return rig.answerTo(last - 20) != nullptr; }));
                QCOMPARE(server_->command({"SCRIPT", "FLUSH"}).text, QByteArray("OK"));
            }
        }
        QVERIFY(waitUntil([&] { return rig.answerTo(last) != nullptr; }));
        QStringList expected;
        for (int count = 1; count <= 500; ++count) {
            expected += u"%1 %1"_s.arg(count);
        }
        QCOMPARE(textsOf(rig.run(read(kRoom, 0, 0, 1'000, false))), expected);
        QCOMPARE(rig.fed(kRoom), expected);
    }

    // Redis cuts off a subscriber that it cannot write to; what it had is gone.
    void outputBufferOverflows()
    {
        server_ =
            std::make_unique<RedisProcess>(QStringList{u"client-output-buffer-limit pubsub 256kb 256kb 1"_s});
        QVERIFY(server_->start());
        RedisRig slow(server_->address());
        QVERIFY(slow.run(create(kRoom)));
        const int missed = slow.missed();
        const QByteArray channel = "snug:feed:0";
        const QByteArray payload = "x" + QByteArray(100'000, 'y');
        for (int count = 0; count < 200; ++count) {  // 20 MB while nobody here reads
            server_->command({"PUBLISH", channel, payload});
        }
        QVERIFY(waitUntil([&] { return slow.missed() > missed; }));
        QVERIFY(slow.insist(say(kRoom, u"after"_s, u"1"_s)));
        QVERIFY(waitUntil([&] { return slow.fed(kRoom).contains(u"1 after"_s); }));
    }

    void everythingIsFlushed()
    {
        RedisRig rig(server_->address());
        const QString epoch = epochOf(rig);
        for (int count = 0; count < 5; ++count) {
            QVERIFY(rig.run(say(kRoom, u"hi"_s, QString::number(count))));
        }
        const int missed = rig.missed();
        server_->command({"FLUSHALL"});
        const auto gone = rig.run(say(kRoom, u"hi"_s, u"6"_s));
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::NoSuchRoom);
        QVERIFY(waitUntil([&] { return rig.missed() > missed + 1; }));  // the next beat says so
        const QString after = epochOf(rig);
        QVERIFY(!after.isEmpty() && after != epoch);
        QCOMPARE(seqOf(rig.insist(say(kRoom, u"hi"_s, u"6"_s))), 1u);
        // One that comes later takes it for the same log.
        RedisRig late(server_->address());
        QCOMPARE(epochOf(late), after);
    }

    void memoryIsFull()
    {
        server_ = std::make_unique<RedisProcess>(QStringList{u"maxmemory-policy noeviction"_s});
        QVERIFY(server_->start());
        RedisRig rig(server_->address());
        QVERIFY(rig.run(create(kRoom)));
        server_->command({"CONFIG", "SET", "maxmemory", "1"});
        const auto refused = rig.run(say(kRoom, u"hi"_s, u"1"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QVERIFY(refused.error().reason.contains(u"OOM"));
        QCOMPARE(rig.available(), QVector<bool>{false});
        QVERIFY(!rig.run(say(kRoom, u"hi"_s, u"1"_s)));
        QVERIFY(rig.run(read(kRoom, 0, 0, 10, false)));  // it still reads
        QCOMPARE(rig.available(), QVector<bool>{false});
        server_->command({"CONFIG", "SET", "maxmemory", "0"});
        QCOMPARE(seqOf(rig.run(say(kRoom, u"hi"_s, u"1"_s))), 1u);
        QCOMPARE(rig.available(), (QVector<bool>{false, true}));
    }

    void whatCannotBeReachedIsSaid()
    {
        RedisProcess absent;
        const RedisRig rig(absent.address(), 300ms);
        QVERIFY(!rig.isOpen());
        QVERIFY2(rig.reason().contains(u"refused"), qPrintable(rig.reason()));
        const RedisRig nameless(u"redis://no-such-host.invalid"_s, 10s);
        QVERIFY(!nameless.isOpen());
        QVERIFY2(nameless.reason().contains(u"no-such-host.invalid"), qPrintable(nameless.reason()));
    }

    void passwordAndDatabaseAreUsed()
    {
        server_ = std::make_unique<RedisProcess>(QStringList{u"requirepass se:cret"_s});
        QVERIFY(server_->start());
        const QString host = u"127.0.0.1:%1"_s.arg(server_->port());
        const RedisRig without(u"redis://"_s + host, 500ms);
        QVERIFY2(without.reason().contains(u"NOAUTH"), qPrintable(without.reason()));
        const RedisRig wrong(u"redis://:nonsense@"_s + host, 500ms);
        QVERIFY2(wrong.reason().contains(u"WRONGPASS"), qPrintable(wrong.reason()));
        QVERIFY(!wrong.reason().contains(u"nonsense"));
        RedisRig right(u"redis://:se%3Acret@"_s + host);
        QVERIFY(right.run(create(kRoom)));
        RedisRig other(u"redis://default:se%3Acret@"_s + host + u"/7"_s);
        QCOMPARE(other.run(OpenRoom{0, kRoom, {}, false}).error().code, ErrorCode::NoSuchRoom);
    }

    void replicaIsRefused()
    {
        server_->command({"REPLICAOF", "127.0.0.1", "1"});
        const RedisRig rig(server_->address(), 500ms);
        QVERIFY2(rig.reason().contains(u"replica"), qPrintable(rig.reason()));
    }

    void theExampleForAdministratorsIsSafe()
    {
        server_ = std::make_unique<RedisProcess>(
            QStringList{u"appendonly no"_s, u"maxmemory-policy allkeys-lru"_s,
                        u"include " SNUG_PACKAGING "/several-servers/redis.conf"_s});
        QVERIFY(server_->start());
        RedisRig rig(server_->address());
        const auto probed = rig.run(Probe{});
        QVERIFY(probed);
        QCOMPARE(std::get<Probed>(*probed).weaknesses, QStringList());
    }

    void weakSettingsAreTold_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("told");
        QTest::newRow("safe") << QString() << QString();
        QTest::newRow("no log") << u"appendonly no"_s << u"appendonly yes"_s;
        QTest::newRow("lazy log") << u"appendfsync everysec"_s << u"appendfsync always"_s;
        QTest::newRow("eviction") << u"maxmemory-policy allkeys-lru"_s << u"noeviction"_s;
    }
    void weakSettingsAreTold()
    {
        QFETCH(const QString, option);
        QFETCH(const QString, told);
        server_ = std::make_unique<RedisProcess>(QStringList{option});
        QVERIFY(server_->start());
        RedisRig rig(server_->address());
        const auto probed = rig.run(Probe{});
        QVERIFY(probed);
        const QStringList weaknesses = std::get<Probed>(*probed).weaknesses;
        QCOMPARE(weaknesses.size(), told.isEmpty() ? 0 : 1);
        QVERIFY(weaknesses.join(u' ').contains(told));
    }

    void offTheRecordIsNowhereOnDisk()
    {
        RedisRig one(server_->address());
        RedisRig two(server_->address());
        QVERIFY(one.run(create(kRoom, false)));
        QVERIFY(one.run(say(kRoom, u"a secret word"_s, u"1"_s)));
        QVERIFY(waitUntil([&] { return two.fed(kRoom).size() == 1; }));
        QCOMPARE(textsOf(two.run(read(kRoom, 0, 0, 10, true))), QStringList{u"1 a secret word"_s});
        RedisRig late(server_->address());  // did not hear it
        QCOMPARE(textsOf(late.run(read(kRoom, 0, 0, 10, true))), QStringList());
        QProcess grep;
        grep.start(u"grep"_s, {u"-rl"_s, u"a secret word"_s, server_->folder()});
        QVERIFY(grep.waitForFinished());
        QCOMPARE(grep.exitCode(), 1);
        QVERIFY(one.run(create(u"kept"_s)));
        QVERIFY(one.run(say(u"kept"_s, u"a secret word"_s, u"1"_s)));
        grep.start(u"grep"_s, {u"-rl"_s, u"a secret word"_s, server_->folder()});
        QVERIFY(grep.waitForFinished());
        QCOMPARE(grep.exitCode(), 0);
    }

private:
    std::unique_ptr<RedisProcess> server_;
};

QTEST_GUILESS_MAIN(RedisTroubleTest)
#include "redis_trouble_test.moc"
