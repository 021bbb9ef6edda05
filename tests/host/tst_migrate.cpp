// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTest>

#include "host/store_content.h"
#include "store/sqlite_connection.h"
#include "support/redis_process.h"
#include "support/snugd_process.h"
#include "support/terminal.h"
#include "support/test_client.h"

using namespace snug;
using namespace Qt::StringLiterals;
using protocol::Join;
using protocol::Joined;
using test::contentOf;
using test::fillRoom;
using test::fillSessions;
using test::openStore;
using test::RedisProcess;
using test::SnugdProcess;
using test::StoreContent;
using test::TestClient;

namespace {

const QString kRoom = u"lobby"_s;

QStringList command(const QString& from, const QString& to)
{
    return {u"migrate"_s, u"--from"_s, from, u"--to"_s, to};
}

// Stores of each kind, empty.
struct Stores {
    QTemporaryDir folder;
    std::vector<std::unique_ptr<RedisProcess>> servers;
    int files = 0;

    QString make(const QString& kind)
    {
        if (kind == u"sqlite") {
            return u"sqlite:"_s + folder.filePath(u"%1.db"_s.arg(++files));
        }
        QStringList addresses;
        for (int server = 0; server < (kind == u"redis" ? 1 : 2); ++server) {
            servers.push_back(std::make_unique<RedisProcess>());
            if (!servers.back()->start()) {
                qFatal("redis-server does not start");
            }
            addresses.append(servers.back()->address());
        }
        return addresses.join(u',');
    }
};

// A store with rooms of all sizes: around a page, empty, and one whose beginning was let go of.
void fill(const QString& store)
{
    const auto caller = openStore(store);
    const QList<int> sizes{0, 1, 499, 500, 501, 1'203};
    for (qsizetype room = 0; room < sizes.size(); ++room) {
        fillRoom(*caller, u"room %1 \U0001F600"_s.arg(room), sizes[room]);
    }
    fillRoom(*caller, u"trimmed"_s, 300);
    fillRoom(*caller, u"trimmed wholly"_s, 20);
    QVERIFY(caller->ask<store::Trimmed>(store::Trim{0, u"tri"_s, 1, {}, 50}).ok());
    QVERIFY(caller
                ->ask<store::Trimmed>(
                    store::Trim{0, u"trimmed"_s, 1, base::Now::read().wall + std::chrono::hours(1), 0})
                .ok());
    fillSessions(*caller, 30);
    for (const QString& key : {u"owner"_s, u"ban größer"_s}) {
        QVERIFY(caller->ask<base::Done>(store::PutFact{0, key, key.toUtf8(), {}}).ok());
    }
}

}  // namespace

// snugd migrate, the real program, between real stores.
class TestMigrate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("SQLite, Redis") << u"sqlite"_s << u"redis"_s;
        QTest::newRow("Redis, SQLite") << u"redis"_s << u"sqlite"_s;
        QTest::newRow("SQLite, SQLite") << u"sqlite"_s << u"sqlite"_s;
        QTest::newRow("Redis, Redis") << u"redis"_s << u"redis"_s;
        QTest::newRow("SQLite, two Redis") << u"sqlite"_s << u"two"_s;
        QTest::newRow("two Redis, Redis") << u"two"_s << u"redis"_s;
    }

    void thereAndBack()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        Stores stores;
        const QString source = stores.make(from);
        const QString target = stores.make(to);
        const QString third = stores.make(from);
        fill(source);
        const StoreContent content = contentOf(source);
        QCOMPARE(content.rooms.size(), 8);
        QCOMPARE(content.messages(), 0 + 1 + 499 + 500 + 501 + 1'203 + 50);
        SnugdProcess snugd;
        // There, on to a third one, and back to where it came from: each time the same, each time twice.
        const QList<QPair<QString, QString>> ways{
            {source, target}, {target, third}, {target, source}, {third, source}};
        for (const auto& [here, there] : ways) {
            for (int round = 0; round < 2; ++round) {
                QVERIFY2(snugd.runToEnd(command(here, there)) == 0, qPrintable(snugd.err()));
                QVERIFY2(snugd.out().contains(content.verified()), qPrintable(snugd.out()));
                QVERIFY(contentOf(there) == content);
            }
            QVERIFY(snugd.out().contains(u"copied: 0 messages, 0 sessions"));
        }
        // A fact that changed is brought too, and one that only the target has stays.
        QVERIFY(openStore(source)->ask<base::Done>(store::PutFact{0, u"owner"_s, "eve", {}}));
        QVERIFY(openStore(target)->ask<base::Done>(store::PutFact{0, u"locked"_s, "yes", {}}));
        QVERIFY2(snugd.runToEnd(command(source, target)) == 0, qPrintable(snugd.err()));
        QCOMPARE(contentOf(target).facts, (store::Facts{{{u"ban größer"_s, u"ban größer"_s.toUtf8()},
                                                         {u"locked"_s, "yes"},
                                                         {u"owner"_s, "eve"}}}));
        // More on the other side is brought back, nonces are known, seqs go on.
        fillRoom(*openStore(target), kRoom, 20);
        fillRoom(*openStore(target), u"trimmed"_s, 20);
        QVERIFY2(snugd.runToEnd(command(target, source)) == 0, qPrintable(snugd.err()));
        QVERIFY(snugd.out().contains(u"copied: 40 messages"));
        QVERIFY(contentOf(source) == contentOf(target));
        const auto again = openStore(source)->ask<store::Appended>(
            store::Append{0, kRoom, {u"user-4"_s, u"n"_s}, {}, u"late"_s, u"19"_s, {}});
        QVERIFY(again);
        QCOMPARE(again->seq, 19u);
        QVERIFY(again->repeated);
    }

    void peopleGoOnMeanwhile()
    {
        Stores stores;
        const QString target = stores.make(u"redis"_s);
        SnugdProcess server;
        const QString source = u"sqlite:"_s + server.folder() + u"/snug.db"_s;
        fillRoom(*openStore(source), kRoom, 20'000);
        QVERIFY2(server.start(), qPrintable(server.err()));
        TestClient ada;
        QVERIFY(ada.connectTo(server.port()) && ada.hello(u"ada"_s) && ada.ask<Joined>(Join{kRoom, {}}));
        QProcess migration;
        migration.start(QStringLiteral(SNUGD_PROGRAM), command(source, target));
        int said = 0;
        while (migration.state() != QProcess::NotRunning) {
            const QString text = u"meanwhile-%1"_s.arg(++said);
            const auto sent = ada.ask<protocol::Sent>(protocol::Send{kRoom, text, text});
            QVERIFY2(sent, qPrintable(sent ? QString() : sent.error().message));
            migration.waitForFinished(1);
        }
        QVERIFY2(migration.exitCode() == 0, migration.readAllStandardError().constData());
        QVERIFY(said > 0);
        const auto page = ada.ask<protocol::HistoryPage>(protocol::History{kRoom, {}, 5});
        QVERIFY(page);
        QCOMPARE(page->entries.last().text, u"meanwhile-%1"_s.arg(said));
        server.terminate();
        QCOMPARE(server.waitForEnd(), 0);
        SnugdProcess again;
        QVERIFY2(again.runToEnd(command(source, target)) == 0, qPrintable(again.err()));
        QVERIFY(again.out().contains(u"1 rooms, %1 messages"_s.arg(20'000 + said)));
        QVERIFY(contentOf(target) == contentOf(source));
        // Over there people are who they were, and are told that it is another life of the log.
        QVERIFY2(server.start({u"--store"_s, target}), qPrintable(server.err()));
        const auto me = ada.person();
        QVERIFY(ada.connectTo(server.port()));
        const auto welcome = ada.hello(u"ada"_s);
        QVERIFY(welcome && welcome->resumed);
        QCOMPARE(welcome->you, me);
        const auto joined = ada.ask<Joined>(Join{kRoom, protocol::Position{page->epoch, 20'000}});
        QVERIFY(joined && joined->gap);
        QCOMPARE(joined->head.seq, static_cast<quint64>(20'000 + said));
    }

    void interruptedItGoesOn_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("to Redis") << u"sqlite"_s << u"redis"_s;
        QTest::newRow("to SQLite") << u"redis"_s << u"sqlite"_s;
    }

    void interruptedItGoesOn()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        Stores stores;
        const QString source = stores.make(from);
        const QString target = stores.make(to);
        const auto caller = openStore(source);
        fillRoom(*caller, u"a"_s, 10);
        fillRoom(*caller, kRoom, 40'000);
        fillRoom(*caller, u"z"_s, 10);
        fillSessions(*caller, 5);
        const auto headThere = [&]() -> quint64 {
            if (to == u"redis") {
                return static_cast<quint64>(
                    stores.servers.back()->command({"HGET", "snug:room:{lobby}", "head"}).number());
            }
            const QString path = target.section(u':', 1);
            const auto opened = store::SqliteConnection::openForReading(path);
            const auto head = opened ? (*opened)->ask(u"SELECT head FROM room WHERE name = 'lobby'"_s)
                                     : store::Result<QVariant>(QVariant());
            return head ? head->toULongLong() : 0;
        };
        QProcess migration;
        migration.start(QStringLiteral(SNUGD_PROGRAM), command(source, target));
        QVERIFY(migration.waitForStarted());
        while (headThere() == 0 && migration.state() == QProcess::Running) {
            migration.waitForFinished(1);
        }
        migration.kill();
        migration.waitForFinished();
        QCOMPARE(migration.exitStatus(), QProcess::CrashExit);
        QVERIFY(headThere() > 0);
        SnugdProcess again;
        QVERIFY2(again.runToEnd(command(source, target)) == 0, qPrintable(again.err()));
        QVERIFY(again.out().contains(contentOf(source).verified()));
        QVERIFY(!again.out().contains(u"copied: 40020 messages"));
        QVERIFY(contentOf(target) == contentOf(source));
    }

    void anotherRoomIsRefused()
    {
        Stores stores;
        const QString source = stores.make(u"sqlite"_s);
        const QString target = stores.make(u"redis"_s);
        fillRoom(*openStore(source), u"a"_s, 10);
        fillRoom(*openStore(source), kRoom, 10);
        fillRoom(*openStore(target), kRoom, 3);
        const StoreContent before = contentOf(target);
        SnugdProcess snugd;
        for (const auto& way : {command(source, target), command(target, source)}) {
            QCOMPARE(snugd.runToEnd(way), 74);
            QVERIFY2(snugd.err().contains(u"nothing was changed: lobby"), qPrintable(snugd.err()));
            QVERIFY(!snugd.out().contains(u"verified"));
        }
        QVERIFY(contentOf(target) == before);
        QCOMPARE(contentOf(source).messages(), 20);
        // A room of the same origin that went another way is another one too.
        const QString copy = stores.make(u"sqlite"_s);
        QCOMPARE(snugd.runToEnd(command(source, copy)), 0);
        fillRoom(*openStore(source), kRoom, 1);
        QTest::qSleep(2);  // other times, so that the entries differ
        fillRoom(*openStore(copy), kRoom, 1);
        QCOMPARE(snugd.runToEnd(command(source, copy)), 74);
        QVERIFY2(snugd.err().contains(kRoom), qPrintable(snugd.err()));
        QCOMPARE(contentOf(copy).messages(), 21);
    }

    void differencesAreFound()
    {
        Stores stores;
        const QString source = stores.make(u"redis"_s);
        const QString target = stores.make(u"sqlite"_s);
        fillRoom(*openStore(source), u"a"_s, 10);
        fillRoom(*openStore(source), kRoom, 700);
        SnugdProcess snugd;
        QCOMPARE(snugd.runToEnd(command(source, target)), 0);
        const auto run = [&](const QString& sql) {
            const auto opened = store::SqliteConnection::open(target.section(u':', 1));
            QVERIFY(opened && !(*opened)->run(sql));
        };
        run(u"UPDATE entry SET text = 'other' WHERE seq = 603"_s);
        QCOMPARE(snugd.runToEnd(command(source, target)), 74);
        QVERIFY2(snugd.err().contains(u"lobby from message 603 on"), qPrintable(snugd.err()));
        QVERIFY(!snugd.out().contains(u"verified"));
        run(u"DELETE FROM entry WHERE seq = 5"_s);
        QCOMPARE(snugd.runToEnd(command(source, target)), 74);
        QVERIFY2(snugd.err().contains(u"a from message 5 on; lobby from message 5 on"),
                 qPrintable(snugd.err()));
    }

    // Retention of the source between two runs takes nothing away from the target, and is no difference.
    void whatTheSourceLetGoOfStays()
    {
        Stores stores;
        const QString source = stores.make(u"sqlite"_s);
        const QString target = stores.make(u"redis"_s);
        fillRoom(*openStore(source), kRoom, 100);
        SnugdProcess snugd;
        QCOMPARE(snugd.runToEnd(command(source, target)), 0);
        fillRoom(*openStore(source), kRoom, 10);
        QVERIFY(openStore(source)->ask<store::Trimmed>(store::Trim{0, {}, 10, {}, 30}).ok());
        QVERIFY2(snugd.runToEnd(command(source, target)) == 0, qPrintable(snugd.err()));
        QVERIFY(snugd.out().contains(u"1 rooms, 30 messages"));
        QCOMPARE(contentOf(target).messages(), 110);
        // What came and went between the runs was never there: the log there begins behind it.
        fillRoom(*openStore(source), kRoom, 50);
        QVERIFY(openStore(source)->ask<store::Trimmed>(store::Trim{0, {}, 10, {}, 30}).ok());
        QVERIFY2(snugd.runToEnd(command(source, target)) == 0, qPrintable(snugd.err()));
        QVERIFY(contentOf(target) == contentOf(source));
    }

    void offTheRecordIsNotMoved()
    {
        Stores stores;
        const QString source = stores.make(u"redis"_s);
        const QString target = stores.make(u"sqlite"_s);
        const auto caller = openStore(source);
        fillRoom(*caller, kRoom, 3);
        QVERIFY(caller->ask<store::RoomFacts>(
            store::OpenRoom{0, u"quiet"_s, store::OpenRoom::Create{{}, false, 10}, false}));
        SnugdProcess snugd;
        QCOMPARE(snugd.runToEnd(command(source, target)), 0);
        QVERIFY2(snugd.out().contains(u"not moved: 1 rooms off the record"), qPrintable(snugd.out()));
        QCOMPARE(contentOf(target).rooms.keys(), QStringList{kRoom});
    }

    void newerSessionsAreLeftAsTheyAre()
    {
        Stores stores;
        const QString source = stores.make(u"sqlite"_s);
        const QString target = stores.make(u"redis"_s);
        const base::WallTime now = base::Now::read().wall;
        const auto save = [](const QString& store, const char* hash, const QString& nick,
                             base::WallTime seen) {
            QVERIFY(openStore(store)->ask<base::Done>(store::SaveSession{0, hash, {u"u"_s, nick}, seen}));
        };
        save(source, "aa", u"old"_s, now - std::chrono::hours(5));
        save(target, "aa", u"new"_s, now - std::chrono::hours(1));
        save(source, "bb", u"new"_s, now - std::chrono::hours(1));
        save(target, "bb", u"old"_s, now - std::chrono::hours(5));
        save(source, "cc", u"forgotten"_s, now - std::chrono::days(89) - std::chrono::hours(23));
        SnugdProcess snugd;
        QVERIFY2(snugd.runToEnd(command(source, target)) == 0, qPrintable(snugd.err()));
        QVERIFY(snugd.out().contains(u"copied: 0 messages, 1 sessions"));
        QVERIFY(snugd.out().contains(u"2 sessions on both sides"));
        const auto sessions = contentOf(target).sessions;
        QCOMPARE(sessions["aa"].nick, u"new"_s);
        QCOMPARE(sessions["bb"].nick, u"new"_s);
        QVERIFY(!sessions.contains("cc"));
    }

    void wrongUse_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("named");
        const QTemporaryDir folder;
        const QString file = u"sqlite:"_s + folder.filePath(u"x.db"_s);
        QTest::newRow("nothing") << QStringList{u"migrate"_s} << 64 << u"--from"_s;
        QTest::newRow("no target") << QStringList{u"migrate"_s, u"--from"_s, file} << 64 << u"--to"_s;
        QTest::newRow("no store") << command(u"papyrus"_s, file) << 64 << u"papyrus"_s;
        QTest::newRow("a word") << command(file, u"redis://h"_s) + QStringList{u"now"_s} << 64 << u"now"_s;
        QTest::newRow("the same file") << command(file, file) << 64 << u"the same"_s;
        QTest::newRow("a shared server")
            << command(u"redis://:secret@h/1"_s, u"redis://g,redis://h/1"_s) << 64 << u"share"_s;
        QTest::newRow("no such file") << command(file, u"redis://127.0.0.1:1"_s) << 69 << u"x.db"_s;
        const RedisProcess absent;
        QTest::newRow("no such server") << command(absent.address(), file) << 69 << absent.address();
    }

    void wrongUse()
    {
        QFETCH(const QStringList, options);
        QFETCH(const int, code);
        QFETCH(const QString, named);
        SnugdProcess snugd;
        QCOMPARE(snugd.runToEnd(options), code);
        QVERIFY2(snugd.err().contains(named), qPrintable(snugd.err()));
        QVERIFY(!(snugd.out() + snugd.err()).contains(u"secret"));
        QCOMPARE(snugd.runToEnd({u"migrate"_s, u"--help"_s}), 0);
        QVERIFY(snugd.out().contains(u"--from") && snugd.out().contains(u"--to"));
    }

    // A file that a server uses is not written to.
    void aTargetInUseIsLocked()
    {
        SnugdProcess server;
        QVERIFY2(server.start(), qPrintable(server.err()));
        Stores stores;
        const QString source = stores.make(u"sqlite"_s);
        fillRoom(*openStore(source), kRoom, 3);
        SnugdProcess snugd;
        QCOMPARE(snugd.runToEnd(command(source, u"sqlite:"_s + server.folder() + u"/snug.db"_s)), 69);
        QVERIFY2(snugd.err().contains(server.folder()), qPrintable(snugd.err()));
    }

    void aBarIsDrawnOnATerminal()
    {
        Stores stores;
        const QString source = stores.make(u"sqlite"_s);
        fillRoom(*openStore(source), kRoom, 3'000);
        test::Terminal terminal;
        QVERIFY(terminal.isOpen());
        QProcess migration;
        terminal.showErrorsOf(migration);
        migration.start(QStringLiteral(SNUGD_PROGRAM), command(source, stores.make(u"sqlite"_s)));
        QVERIFY(migration.waitForFinished());
        QCOMPARE(migration.exitCode(), 0);
        const QString text = terminal.drawn();
        static const QRegularExpression whole(
            u"\rcopying   \\[#{24}\\] 100 %, 3000 of 3000 messages, [0-9]+ a second\x1b\\[K\r?\n.*"
            "\rverifying \\[#{24}\\] 100 %, 3000 of 3000 messages"_s,
            QRegularExpression::DotMatchesEverythingOption);
        QVERIFY2(whole.match(text).hasMatch() && text.endsWith(u'\n'), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestMigrate)
#include "tst_migrate.moc"
