// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/store_contract.h"

#include <QTest>
#include <algorithm>
#include <limits>

#include "contract/plain_model.h"
#include "contract/random_operations.h"

namespace snug::contract {

using namespace store;

namespace {

const QString kRoom = QStringLiteral("lobby");

QVector<quint64> seqsOf(const Entries& entries)
{
    QVector<quint64> seqs;
    for (const protocol::LogEntry& entry : entries.entries) {
        seqs.append(entry.seq);
    }
    return seqs;
}

QStringList namesOf(const RoomList& list)
{
    QStringList names;
    for (const RoomFacts& room : list.rooms) {
        names.append(room.room);
    }
    return names;
}

}  // namespace

// ---- reading

void StoreContract::readGivesTheRange_data()
{
    constexpr quint64 kEnd = std::numeric_limits<quint64>::max();
    using Seqs = QVector<quint64>;
    QTest::addColumn<quint64>("after");
    QTest::addColumn<quint64>("before");
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("newest");
    QTest::addColumn<Seqs>("seqs");
    QTest::addColumn<bool>("more");
    const auto row = [](const char* name, quint64 after, quint64 before, int limit, bool newest,
                        const Seqs& seqs, bool more) {
        QTest::newRow(name) << after << before << limit << newest << seqs << more;
    };
    row("all", 0, 0, 100, true, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, false);
    row("all, just fitting", 0, 0, 10, false, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, false);
    row("newest", 0, 0, 3, true, {8, 9, 10}, true);
    row("oldest", 0, 0, 3, false, {1, 2, 3}, true);
    row("page back", 0, 8, 3, true, {5, 6, 7}, true);
    row("last page back", 0, 3, 3, true, {1, 2}, false);
    row("before the first", 0, 1, 3, true, {}, false);
    row("resume", 7, 0, 100, false, {8, 9, 10}, false);
    row("resume, cut", 3, 0, 2, false, {4, 5}, true);
    row("resume at the head", 10, 0, 100, false, {}, false);
    row("resume past the head", 11, 0, 100, false, {}, false);
    row("between", 3, 6, 100, false, {4, 5}, false);
    row("between, newest", 3, 7, 1, true, {6}, true);
    row("empty between", 6, 6, 100, false, {}, false);
    row("turned about", 7, 3, 100, true, {}, false);
    row("nothing asked", 0, 0, 0, true, {}, true);
    row("nothing asked, nothing there", 10, 0, 0, false, {}, false);
    row("before the end of numbers", 8, kEnd, 100, true, {9, 10}, false);
    row("after the end of numbers", kEnd, 0, 100, false, {}, false);
    row("the end of numbers twice", kEnd, kEnd, 100, true, {}, false);
}

void StoreContract::readGivesTheRange()
{
    QFETCH(const quint64, after);
    QFETCH(const quint64, before);
    QFETCH(const int, limit);
    QFETCH(const bool, newest);
    fill(kRoom, 10);
    const auto epoch = store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.epoch;
    const auto entries = store_->get<Entries>(read(kRoom, after, before, limit, newest));
    QTEST(seqsOf(entries), "seqs");
    QTEST(entries.more, "more");
    QCOMPARE(entries.epoch, epoch);
    QCOMPARE(store_->errorOf(read(QStringLiteral("nowhere"), after, before, limit, newest)),
             ErrorCode::NoSuchRoom);
}

void StoreContract::readSeesTheSameBatch()
{
    const auto all = store_->run(
        {create(kRoom), read(kRoom, 0, 0, 10, true), say(kRoom, QStringLiteral("hi"), QStringLiteral("1")),
         read(kRoom, 0, 0, 10, true), OpenRoom{0, kRoom, {}, false}, ListRooms{0, {}, 10},
         say(kRoom, QStringLiteral("ho"), QStringLiteral("2"))});
    QCOMPARE(seqsOf(std::get<Entries>(*all[1])), QVector<quint64>());
    QCOMPARE(seqsOf(std::get<Entries>(*all[3])), QVector<quint64>{1});
    QCOMPARE(std::get<RoomFacts>(*all[4]).head.seq, 1u);
    QCOMPARE(std::get<RoomList>(*all[5]).rooms.front().head.seq, 1u);
}

// ---- order

void StoreContract::answersComeInOrder()
{
    // The harness fails when one comes out of turn; the answers must fit their questions too.
    store_->begin({create(QStringLiteral("a"))});
    store_->begin({create(QStringLiteral("b"), !backend_.offTheRecord),
                   say(QStringLiteral("b"), QStringLiteral("1"), {})});
    store_->begin({say(QStringLiteral("a"), QStringLiteral("1"), {}),
                   say(QStringLiteral("b"), QStringLiteral("2"), {})});
    store_->begin({});
    store_->begin(
        {create(QStringLiteral("c"), !backend_.offTheRecord), Probe{}, DropRoom{0, QStringLiteral("c")}});
    const auto last = store_->get<RoomList>(ListRooms{0, {}, 10});
    QCOMPARE(store_->underWay(), 0u);
    QCOMPARE(last.rooms[0].head.seq, 1u);
    QCOMPARE(last.rooms[1].head.seq, 2u);
    QCOMPARE(last.total, backend_.offTheRecord ? 2 : 3);
}

void StoreContract::feedComesBeforeTheAnswer()
{
    const QString second = QStringLiteral("second");
    store_->run({create(kRoom), create(second, !backend_.offTheRecord)});
    store_->takeTold();
    std::vector<Operation> batch;
    for (int count = 0; count < 20; ++count) {
        batch.emplace_back(
            say(count % 3 == 0 ? second : kRoom, QStringLiteral("hi"), QString::number(count)));
        batch.emplace_back(read(kRoom, 0, 0, 100, true));
        batch.emplace_back(read(second, 0, 0, 100, true));
    }
    store_->run(std::move(batch));
    QMap<QString, quint64> heads;
    for (const auto& told : store_->takeTold()) {
        if (const auto* const entry = std::get_if<protocol::LogEntry>(&told)) {
            QCOMPARE(entry->seq, ++heads[entry->room]);
            continue;
        }
        const Outcome& outcome = *std::get<Completion>(told).result;
        if (const auto* const entries = std::get_if<Entries>(&outcome);
            entries != nullptr && !entries->entries.isEmpty()) {
            const protocol::LogEntry& newest = entries->entries.last();
            QVERIFY2(newest.seq <= heads[newest.room], "an entry was read before it was fed");
        }
    }
    QCOMPARE(heads, (QMap<QString, quint64>{{kRoom, 13}, {second, 7}}));
}

void StoreContract::refusalFailsNothingElse()
{
    store_->run({create(kRoom)});
    const auto all =
        store_->run({say(QStringLiteral("nowhere"), QStringLiteral("x"), QStringLiteral("1")),
                     say(kRoom, QStringLiteral("hi"), QStringLiteral("1")),
                     create(QStringLiteral("b"), true, 1), read(QStringLiteral("nowhere"), 0, 0, 1, true),
                     say(kRoom, QStringLiteral("ho"), QStringLiteral("2"))});
    QCOMPARE(all[0].error().code, ErrorCode::NoSuchRoom);
    QCOMPARE(all[2].error().code, ErrorCode::TooManyRooms);
    QCOMPARE(all[3].error().code, ErrorCode::NoSuchRoom);
    QCOMPARE(std::get<Appended>(*all[4]).seq, 2u);
}

void StoreContract::closingLeavesNothingUnanswered()
{
    store_->begin({create(kRoom), create(QStringLiteral("b"), false), say(kRoom, QStringLiteral("hi"), {})});
    store_->begin({say(QStringLiteral("b"), QStringLiteral("hi"), {}), ListRooms{0, {}, 5}});
    store_->close();
    QCOMPARE(store_->underWay(), 0u);
    store_->reopen();
}

// ---- what is kept and what is not

void StoreContract::offTheRecordRoomIsForgotten()
{
    if (!backend_.offTheRecord) {
        QCOMPARE(store_->errorOf(create(kRoom, false)), ErrorCode::NoSuchRoom);
        QCOMPARE(store_->get<RoomList>(ListRooms{0, {}, 10}).total, 0);
        return;
    }
    const auto made = store_->get<RoomFacts>(create(kRoom, false));
    QVERIFY(made.created && !made.keep);
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("hush"), QStringLiteral("1"))).seq, 1u);
    QVERIFY(store_->get<Appended>(say(kRoom, QStringLiteral("hush"), QStringLiteral("1"))).repeated);
    QCOMPARE(store_->get<Entries>(read(kRoom, 0, 0, 10, true)).entries.front().text, QStringLiteral("hush"));
    const auto all = store_->run(
        {DropRoom{0, kRoom}, read(kRoom, 0, 0, 10, true), create(kRoom, false), read(kRoom, 0, 0, 10, true)});
    QCOMPARE(all[1].error().code, ErrorCode::NoSuchRoom);
    const auto& again = std::get<RoomFacts>(*all[2]);
    QVERIFY(again.created);
    QCOMPARE(again.head.seq, 0u);
    QVERIFY(again.head.epoch != made.head.epoch);
    QVERIFY(std::get<Entries>(*all[3]).entries.isEmpty());
}

void StoreContract::livesOfANameAreFedInTurn()
{
    if (!backend_.offTheRecord) {
        return;  // no room there ever ends
    }
    store_->run({create(kRoom, false), say(kRoom, QStringLiteral("first"), QStringLiteral("1")),
                 DropRoom{0, kRoom}, create(kRoom, true),
                 say(kRoom, QStringLiteral("second"), QStringLiteral("1")),
                 say(kRoom, QStringLiteral("third"), QStringLiteral("2"))});
    QStringList fed;
    for (const protocol::LogEntry& entry : store_->takeFeed()) {
        fed.append(entry.text);
    }
    QCOMPARE(fed, (QStringList{QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third")}));
}

void StoreContract::offTheRecordSharesNamesAndBound()
{
    if (!backend_.offTheRecord) {
        return;  // it has only one kind
    }
    auto keptAgain = create(QStringLiteral("quiet"));
    keptAgain.mustBeNew = true;
    auto quietAgain = create(QStringLiteral("loud"), false);
    quietAgain.mustBeNew = true;
    const auto all = store_->run(
        {create(QStringLiteral("quiet"), false), create(QStringLiteral("loud"), true), keptAgain, quietAgain,
         create(QStringLiteral("quiet"), true), create(QStringLiteral("loud"), false)});
    QCOMPARE(all[2].error().code, ErrorCode::RoomExists);
    QCOMPARE(all[3].error().code, ErrorCode::RoomExists);
    QVERIFY(!std::get<RoomFacts>(*all[4]).keep);
    QVERIFY(std::get<RoomFacts>(*all[5]).keep);
    QCOMPARE(store_->errorOf(create(QStringLiteral("third"), true, 2)), ErrorCode::TooManyRooms);
    QCOMPARE(store_->errorOf(create(QStringLiteral("third"), false, 2)), ErrorCode::TooManyRooms);
    QVERIFY(store_->get<RoomFacts>(create(QStringLiteral("third"), false, 3)).created);
    const auto list = store_->get<RoomList>(ListRooms{0, {}, 2});
    QCOMPARE(namesOf(list), (QStringList{QStringLiteral("loud"), QStringLiteral("quiet")}));
    QVERIFY(list.more);
    QCOMPARE(list.total, 3);
}

void StoreContract::keptIsThereAfterReopen()
{
    if (!backend_.survives) {
        return;
    }
    fill(kRoom, 20);
    const auto facts = store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false});
    const auto entries = store_->get<Entries>(read(kRoom, 0, 0, 100, true));
    store_->reopen();
    QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}), facts);
    QCOMPARE(store_->get<Entries>(read(kRoom, 0, 0, 100, true)), entries);
    QVERIFY(store_->get<Appended>(say(kRoom, QStringLiteral("hi"), QStringLiteral("fill 20"))).repeated);
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("hi"), QStringLiteral("new"))).seq, 21u);
}

void StoreContract::randomOperationsAgreeWithTheModel()
{
    constexpr int kOperations = 10'000;
    RandomOperations random(testSeed(), backend_);
    PlainModel model(backend_.offTheRecord);
    EpochBook epochs;
    for (int done = 0; done < kOperations;) {
        std::vector<Operation> batch;
        const int size = 1 + random.below(random.below(4) == 0 ? 60 : 5);
        batch.reserve(static_cast<std::size_t>(size));
        for (int count = 0; count < size; ++count) {
            batch.push_back(random.next());
        }
        std::vector<protocol::LogEntry> expectedFeed;
        StoreHarness::Outcomes expected;
        for (const Operation& operation : batch) {
            expected.push_back(model.apply(operation, expectedFeed));
        }
        const auto outcomes = store_->run(batch);
        for (std::size_t index = 0; index < batch.size(); ++index) {
            QVERIFY2(agree(expected[index], outcomes[index], epochs),
                     qPrintable(QStringLiteral("operation %1, of kind %2")
                                    .arg(done + static_cast<int>(index))
                                    .arg(batch[index].index())));
        }
        // Between rooms the feed has no order; within each it has.
        auto feed = store_->takeFeed();
        const auto byRoom = [](const protocol::LogEntry& a, const protocol::LogEntry& b) {
            return a.room < b.room;
        };
        std::stable_sort(feed.begin(), feed.end(), byRoom);
        std::stable_sort(expectedFeed.begin(), expectedFeed.end(), byRoom);
        QVERIFY2(feed == expectedFeed, qPrintable(QStringLiteral("the feed of operations %1 ff.").arg(done)));
        done += size;
        if (random.below(5) == 0) {
            store_->upkeep();
        }
        if (backend_.survives && !backend_.shared && random.below(100) == 0) {
            store_->reopen();
            model.restart();
        }
    }
}

}  // namespace snug::contract
