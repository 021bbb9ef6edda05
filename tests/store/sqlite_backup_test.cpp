// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <atomic>
#include <thread>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/sqlite_backup.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

namespace {

const QString kRoom = QStringLiteral("lobby");

QString databaseIn(const QString& folder)
{
    return folder + QStringLiteral("/snug.db");
}

Backend fresh()
{
    return {[](const QString& folder) { return sqliteIn(folder); }, false, true};
}

// A store on a copy, which a test may go on using.
Backend restored(const QString& copy)
{
    return {[copy](const QString& folder) {
                QFile::copy(copy, databaseIn(folder));
                return sqliteIn(folder);
            },
            false, true};
}

std::vector<Operation> said(int first, int last)
{
    std::vector<Operation> batch;
    for (int count = first; count <= last; ++count) {
        batch.emplace_back(say(kRoom, QStringLiteral("text %1").arg(count), QString::number(count)));
    }
    return batch;
}

}  // namespace

class SqliteBackupTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString target(const QString& name) const { return folder_.filePath(name); }

private Q_SLOTS:
    void aCopyIsAStore()
    {
        StoreHarness store(fresh());
        store.run({create(kRoom), create(QStringLiteral("other"))});
        store.run(said(1, 30));
        const QString copy = target(QStringLiteral("it's a copy.db"));
        const auto figures = backUpSqlite(databaseIn(store.folder()), copy);
        QVERIFY2(figures.ok(), figures.ok() ? "" : qPrintable(figures.error().reason));
        QCOMPARE(figures->rooms, 2);
        QCOMPARE(figures->entries, 30);
        QCOMPARE(figures->size.count, QFileInfo(copy).size());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile::permissions(copy) & others, QFile::Permissions());
        QVERIFY(!QFile::exists(copy + QStringLiteral(".part")));
        // The server goes on, and so can one on the copy, from there.
        store.run(said(31, 31));
        StoreHarness again(restored(copy));
        QCOMPARE(again.get<Entries>(read(kRoom, 0, 0, 100, true)).entries.size(), 30);
        QVERIFY(again.get<Appended>(say(kRoom, {}, QStringLiteral("30"))).repeated);
        QCOMPARE(again.get<Appended>(say(kRoom, QStringLiteral("new"), QStringLiteral("new"))).seq, 31u);
        QCOMPARE(again.get<Found>(Search{0, kRoom, {QStringLiteral("text")}, 0, 100}).entries.size(), 30);
        again.close();
        store.close();
    }

    void whoWritesIsNotDisturbed()
    {
        StoreHarness store(fresh());
        store.run({create(kRoom)});
        store.run(said(1, 5'000));
        const QString copy = target(QStringLiteral("busy.db"));
        std::atomic<bool> done = false;
        std::atomic<int> good = 0;
        std::thread copier([&] {
            for (int round = 0; round < 5; ++round) {
                const auto figures = backUpSqlite(databaseIn(store.folder()), copy);
                good += figures.ok() && figures->entries >= 5'000 ? 1 : 0;
            }
            done = true;
        });
        int last = 5'000;
        while (!done) {
            store.run(said(last + 1, last + 50));
            last += 50;
        }
        copier.join();
        QCOMPARE(good, 5);
        QCOMPARE(store.trouble(), QString());
        StoreHarness again(restored(copy));
        const auto head = again.get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.seq;
        QVERIFY(head >= 5'000 && head <= static_cast<quint64>(last));
        const auto end = again.get<Entries>(read(kRoom, head - 10, 0, 100, false)).entries;
        QCOMPARE(end.size(), 10);
        QCOMPARE(end.last().text, QStringLiteral("text %1").arg(head));
        again.close();
        store.close();
    }

    void whatFailsLeavesTheLastCopy()
    {
        StoreHarness store(fresh());
        store.run({create(kRoom)});
        store.run(said(1, 200));
        store.close();
        const QString copy = target(QStringLiteral("last.db"));
        QVERIFY(backUpSqlite(databaseIn(store.folder()), copy).ok());
        const auto bytes = [&copy] {
            QFile file(copy);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = bytes();
        QFile damaged(databaseIn(store.folder()));
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        QVERIFY(damaged.seek(damaged.size() / 2));
        damaged.write(QByteArray(static_cast<qsizetype>(damaged.size() / 2), 'x'));
        damaged.close();
        const auto failed = backUpSqlite(databaseIn(store.folder()), copy);
        QVERIFY(!failed.ok());
        QCOMPARE(failed.error().code, ErrorCode::Corrupt);
        QCOMPARE(bytes(), before);
        QVERIFY(!QFile::exists(copy + QStringLiteral(".part")));
    }

    void reasonsAreForPeople()
    {
        const QString nowhere = target(QStringLiteral("nowhere.db"));
        const auto missing = backUpSqlite(nowhere, target(QStringLiteral("copy.db")));
        QVERIFY(!missing.ok());
        QVERIFY2(missing.error().reason.contains(nowhere), qPrintable(missing.error().reason));
        const auto noFolder = backUpSqlite(nowhere, target(QStringLiteral("no/copy.db")));
        QVERIFY(!noFolder.ok());
        QVERIFY2(noFolder.error().reason.contains(QStringLiteral("no/copy.db")),
                 qPrintable(noFolder.error().reason));
    }
};

QTEST_GUILESS_MAIN(SqliteBackupTest)
#include "sqlite_backup_test.moc"
