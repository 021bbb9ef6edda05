// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_dropped.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;
using namespace Qt::StringLiterals;

// What a dropped room leaves in SQLite's file, and how it goes.
class SqliteDroppedTest : public QObject {
    Q_OBJECT

private:
    static constexpr int kEntries = 6'000;  // some are settled, in the index, some not, and some are fresh
    const QString room_ = u"lobby"_s;
    std::unique_ptr<StoreHarness> store_;

    void fill(const QString& room, int entries)
    {
        std::vector<Operation> batch{create(room)};
        for (int count = 1; count <= entries; ++count) {
            batch.emplace_back(say(room, u"text %1"_s.arg(count), QString::number(count)));
            if (batch.size() == 1'000 || count == entries) {
                store_->run(std::exchange(batch, {}));
            }
        }
    }

    // Looked at beside the store, as committed.
    qint64 count(const QString& table)
    {
        const auto file = SqliteConnection::openForReading(store_->folder() + u"/snug.db"_s);
        if (!file.ok()) {
            return -1;
        }
        const auto answer = (*file)->ask(u"SELECT count(*) FROM "_s + table);
        return answer.ok() ? answer->toLongLong() : -1;
    }

private Q_SLOTS:
    void init()
    {
        store_ = std::make_unique<StoreHarness>(
            Backend{[](const QString& folder) { return sqliteIn(folder); }, false, true});
    }
    void cleanup()
    {
        store_->close();
        QCOMPARE(store_->trouble(), QString());
    }

    void itGoesInParts()
    {
        fill(room_, kEntries);
        store_->get<Trimmed>(Trim{0, {}, 10, {}, kEntries - 700});
        for (int part = 0; part < 5; ++part) {
            store_->keepUpOnce();
        }
        store_->get<base::Done>(DropRoom{0, room_, true});
        qint64 left = count(u"entry"_s);
        QCOMPARE(left, kEntries - 700);
        QVERIFY(count(u"search"_s) > 0);
        QCOMPARE(count(u"trimmed_nonce"_s), 700);
        while (left > 0) {
            store_->keepUpOnce();
            const qint64 now = count(u"entry"_s);
            QVERIFY(now < left && now >= left - SqliteDropped::kAtOnce);
            left = now;
        }
        QCOMPARE(count(u"search"_s), 0);
        store_->upkeep();
        QCOMPARE(count(u"trimmed_nonce"_s), 0);
        QCOMPARE(count(u"room"_s), 0);
    }

    // A room that is made meanwhile has nothing to do with what goes; a restart goes on with it.
    void itGoesOnAfterARestart()
    {
        fill(room_, kEntries);
        store_->get<base::Done>(DropRoom{0, room_, true});
        store_->keepUpOnce();
        fill(room_, 3);
        fill(u"other"_s, 3);
        QVERIFY(count(u"entry"_s) > SqliteDropped::kAtOnce);
        store_->reopen();
        QCOMPARE(store_->get<RoomList>(ListRooms{0, {}, 10}).total, 2);
        store_->upkeep();
        store_->reopen();  // which settles what is fresh
        QCOMPARE(count(u"entry"_s), 6);
        QCOMPARE(count(u"room"_s), 2);
        store_->upkeep();
        QCOMPARE(store_->get<Found>(Search{0, room_, {u"text"_s}, 0, 10}).entries.size(), 3);
        QCOMPARE(count(u"search"_s), 6);
    }

    // It is how whoever runs a server makes room again.
    void aFullStoreIsMadeRoomIn()
    {
        StoreHarness store({[](const QString& folder) -> StoreFactory {
                                return [folder](Store::Sink sink) -> Result<std::unique_ptr<Store>> {
                                    auto opened = SqliteStore::open(
                                        {folder + u"/snug.db"_s, {1024 * 1024}, std::chrono::days(90)},
                                        std::move(sink));
                                    if (!opened.ok()) {
                                        return opened.error();
                                    }
                                    return std::unique_ptr<Store>(std::move(opened).value());
                                };
                            },
                            false, true});
        store.run({create(room_), create(u"other"_s)});
        const auto write = [&store](const QString& room) {
            return store.run({say(room, QString(2'000, u'x'), {})}).front().ok();
        };
        int written = 0;
        while (write(room_) && written < 10'000) {
            ++written;
            store.upkeep();
        }
        QVERIFY(written > 100 && written < 10'000);
        QVERIFY(!write(u"other"_s));
        store.get<base::Done>(DropRoom{0, room_, true});
        store.upkeep();
        for (int count = 0; count < written / 2; ++count) {
            QVERIFY(write(u"other"_s));
        }
        store.close();
        QCOMPARE(store.trouble(), QString());
    }

    void manyAreDroppedInOneBatch()
    {
        std::vector<Operation> batch;
        for (int room = 0; room < 50; ++room) {
            const QString name = u"room %1"_s.arg(room);
            for (const Operation& each :
                 std::vector<Operation>{create(name), say(name, u"hi"_s, u"1"_s), DropRoom{0, name, true},
                                        create(name), say(name, u"ho"_s, u"1"_s), ClearRoom{0, name}}) {
                batch.push_back(each);
            }
        }
        for (const auto& done : store_->run(std::move(batch))) {
            QVERIFY(done.ok());
        }
        QCOMPARE(store_->get<RoomList>(ListRooms{0, {}, 100}).total, 50);
        QCOMPARE(count(u"room"_s), 150);
        store_->upkeep();
        QCOMPARE(count(u"room"_s), 50);
        QCOMPARE(count(u"entry"_s), 0);
    }
};

QTEST_GUILESS_MAIN(SqliteDroppedTest)
#include "sqlite_dropped_test.moc"
