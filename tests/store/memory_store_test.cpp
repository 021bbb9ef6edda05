// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <limits>

#include "contract/store_harness.h"
#include "store/memory_store.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

// The bounds of MemoryStore; what it shares with the other back-ends is in tests/contract.
class MemoryStoreTest : public QObject {
    Q_OBJECT

private:
    static Backend bounded(MemoryStore::Bounds bounds)
    {
        Backend backend;
        backend.make = [bounds](const QString&) -> StoreFactory {
            return [bounds](Store::Sink sink) -> Result<std::unique_ptr<Store>> {
                return std::unique_ptr<Store>(std::make_unique<MemoryStore>(bounds, std::move(sink)));
            };
        };
        return backend;
    }

private Q_SLOTS:
    void oldestEntriesGo()
    {
        StoreHarness store(bounded({5, {1'000'000}}));
        store.run({create(QStringLiteral("r"), false)});
        for (int count = 1; count <= 12; ++count) {
            store.run({say(QStringLiteral("r"), QString::number(count), QString::number(count))});
        }
        const auto all = store.get<Entries>(read(QStringLiteral("r"), 0, 0, 100, false));
        QCOMPARE(all.entries.size(), 5);
        QCOMPARE(all.entries.first().seq, 8u);
        QCOMPARE(all.entries.last().seq, 12u);
        QVERIFY(!all.more);
        // Across the bound: just what is there.
        QCOMPARE(store.get<Entries>(read(QStringLiteral("r"), 2, 10, 100, true)).entries.size(), 2);
        QCOMPARE(store.get<Entries>(read(QStringLiteral("r"), 2, 8, 100, true)).entries.size(), 0);
        const auto oldest = store.get<Entries>(read(QStringLiteral("r"), 2, 0, 1, false));
        QCOMPARE(oldest.entries.first().seq, 8u);
        QVERIFY(oldest.more);
        // Gone from the log, still known by its nonce.
        QCOMPARE(
            store.get<Appended>(say(QStringLiteral("r"), QStringLiteral("again"), QStringLiteral("1"))).seq,
            1u);
        QCOMPARE(store.get<RoomFacts>(OpenRoom{0, QStringLiteral("r"), {}, false}).head.seq, 12u);
    }

    void textIsBoundedToo()
    {
        StoreHarness store(bounded({1'000, {2'000}}));
        store.run({create(QStringLiteral("r"), false)});
        for (int count = 1; count <= 10; ++count) {
            store.run({say(QStringLiteral("r"), QString(300, u'x'), {})});
        }
        QCOMPARE(store.get<Entries>(read(QStringLiteral("r"), 0, 0, 100, true)).entries.size(), 3);
        store.run({say(QStringLiteral("r"), QString(5'000, u'y'), {})});
        const auto last = store.get<Entries>(read(QStringLiteral("r"), 0, 0, 100, true)).entries;
        QCOMPARE(last.size(), 1);
        QCOMPARE(last.first().seq, 11u);
    }

    void noncesAreForgottenAtLast()
    {
        StoreHarness store(bounded({10, {1'000'000}}));
        std::vector<Operation> batch{create(QStringLiteral("r"), false)};
        for (int count = 0; count <= kNonceMemory; ++count) {
            batch.emplace_back(say(QStringLiteral("r"), QStringLiteral("x"), QString::number(count)));
        }
        store.run(std::move(batch));
        QVERIFY(!store.get<Appended>(say(QStringLiteral("r"), QStringLiteral("x"), QStringLiteral("0")))
                     .repeated);
        QVERIFY(
            store.get<Appended>(say(QStringLiteral("r"), QStringLiteral("x"), QStringLiteral("2"))).repeated);
    }

    void sessionsAreBounded()
    {
        StoreHarness store(bounded({10, {1'000}}));
        std::vector<Operation> batch;
        for (int count = 0; count <= MemoryStore::kSessions; ++count) {
            batch.emplace_back(SaveSession{
                0, QByteArray::number(count), {QStringLiteral("u"), QStringLiteral("n")}, atMs(count)});
        }
        store.run(std::move(batch));
        QVERIFY(!store.get<SessionFound>(FindSession{0, QByteArray("0"), {}}).person);
        QVERIFY(
            store.get<SessionFound>(FindSession{0, QByteArray::number(MemoryStore::kSessions), {}}).person);
        QVERIFY(store.get<SessionFound>(FindSession{0, QByteArray::number(MemoryStore::kSessions / 2), {}})
                    .person);
    }
};

QTEST_GUILESS_MAIN(MemoryStoreTest)
#include "memory_store_test.moc"
