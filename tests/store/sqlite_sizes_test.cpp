// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/random_operations.h"
#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/text_size.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;
using namespace Qt::StringLiterals;

// What SQLite's store counts along is what is there.
class SqliteSizesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAreCountedInUtf8_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString& text :
             {u""_s, u"plain"_s, u"größer"_s, u"日本"_s, u"\U0001F600 é e\u0301"_s, u"zero\0inside"_s}) {
            QTest::addRow("%s", qPrintable(text)) << text;
        }
    }
    void textsAreCountedInUtf8()
    {
        QFETCH(const QString, text);
        QCOMPARE(utf8Size(text), text.toUtf8().size());
    }

    void countsFollowWhatIsDone()
    {
        StoreHarness store({[](const QString& folder) { return sqliteIn(folder); }, false, true});
        RandomOperations random(testSeed(), {{}, false, true});
        for (int round = 0; round < 30; ++round) {
            std::vector<Operation> batch;
            for (int count = 0; count < 200; ++count) {
                batch.push_back(random.next());
            }
            store.run(std::move(batch));
            if (random.below(3) == 0) {
                store.reopen();
            }
            store.upkeep();
            for (const RoomFacts& room : store.get<RoomList>(ListRooms{0, {}, 100}).rooms) {
                RoomSize expected{room.room, 0, 0};
                for (const auto& entry : store.get<Entries>(read(room.room, 0, 0, 100'000, false)).entries) {
                    expected.entries += 1;
                    expected.bytes += static_cast<quint64>(entry.text.toUtf8().size()) + kEntryBytes;
                }
                QCOMPARE(store.get<RoomSizes>(MeasureRooms{0, {room.room}}), RoomSizes{{expected}});
            }
        }
        store.close();
        QCOMPARE(store.trouble(), QString());
    }
};

QTEST_GUILESS_MAIN(SqliteSizesTest)
#include "sqlite_sizes_test.moc"
