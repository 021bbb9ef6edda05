// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/sqlite_fresh.h"
#include "store/sqlite_search.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

namespace {

const QString kRoom = QStringLiteral("lobby");

// Of the index, read beside the store.
qint64 rowsIn(const QString& folder)
{
    const auto opened = SqliteConnection::openForReading(folder + QStringLiteral("/snug.db"));
    const auto answer = opened.ok() ? (*opened)->ask(QStringLiteral("SELECT count(*) FROM search"))
                                    : Result<QVariant>(opened.error());
    return answer.ok() ? answer->toLongLong() : -1;
}

Backend sqlite()
{
    return {[](const QString& folder) { return sqliteIn(folder); }, false, true};
}

}  // namespace

// The index itself: that it is filled beside the append path, is asked, and lets go of what is deleted. What
// is found is the contract's business.
class SqliteSearchTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<StoreHarness> store_;

    void say(int entries, const QString& room = kRoom)
    {
        std::vector<Operation> batch{create(room)};
        for (int count = 0; count < entries; ++count) {
            batch.emplace_back(contract::say(room, QStringLiteral("word %1").arg(said_), QString()));
            ++said_;
        }
        store_->run(std::move(batch));
    }
    int said_ = 0;

private Q_SLOTS:
    void init()
    {
        said_ = 0;
        store_ = std::make_unique<StoreHarness>(sqlite());
    }
    void cleanup()
    {
        store_->close();
        QCOMPARE(store_->trouble(), QString());
    }

    void appendsLeaveTheIndexAlone()
    {
        const int full = static_cast<int>(SqliteFresh::kEntries);
        say(full);
        say(1);  // moves what was fresh
        QCOMPARE(rowsIn(store_->folder()), 0);
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), full);
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), full);  // what is fresh waits
    }

    void aPartIsBounded()
    {
        say(static_cast<int>(SqliteFresh::kEntries));
        store_->reopen();  // settles
        store_->keepUpOnce();
        QCOMPARE(rowsIn(store_->folder()), SqliteSearch::kAtOnce);
    }

    void everyRoomIsIndexed()
    {
        const int rooms = static_cast<int>(SqliteSearch::kRoomsAtOnce) * 2 + 1;
        for (int room = 0; room < rooms; ++room) {
            say(3, QStringLiteral("room-%1").arg(room));
        }
        store_->reopen();
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), 3 * rooms);
        for (int room = 0; room < rooms; ++room) {
            const Search search{0, QStringLiteral("room-%1").arg(room), {QStringLiteral("word")}, 0, 10};
            QCOMPARE(store_->get<Found>(search).entries.size(), 3);
        }
    }

    void whatIsDeletedLeavesTheIndex()
    {
        say(300);
        say(10, QStringLiteral("other"));
        store_->reopen();
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), 310);
        store_->get<Trimmed>(Trim{0, {}, 10, {}, 5});
        QCOMPARE(rowsIn(store_->folder()), 10);
    }

    // Deleted before it was indexed: there is nothing left to do, and the end is found.
    void whatIsDeletedBeforeIsPassedOver()
    {
        say(300);
        store_->get<Trimmed>(Trim{0, {}, 10, {}, 5});
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), 5);
    }

    void aLogWithAGapIsIndexedBehindIt()
    {
        const auto entry = [](quint64 seq) {
            return protocol::LogEntry{kRoom, seq, atMs(1), {}, {}, QStringLiteral("word"), {}};
        };
        store_->run({Import{0, kRoom, {}, {QStringLiteral("origin"), 2}, {entry(1), entry(2)}}});
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), 2);
        store_->run({Import{0, kRoom, {}, {QStringLiteral("origin"), 9}, {entry(8), entry(9)}},
                     contract::say(kRoom, QStringLiteral("word"), QString())});
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), 2);
        const auto found = store_->get<Found>(Search{0, kRoom, {QStringLiteral("word")}, 0, 10});
        QCOMPARE(found.entries.size(), 3);
        store_->reopen();
        store_->upkeep();
        QCOMPARE(rowsIn(store_->folder()), 3);
    }
};

QTEST_GUILESS_MAIN(SqliteSearchTest)
#include "sqlite_search_test.moc"
