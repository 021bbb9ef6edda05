// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/store_contract.h"

namespace snug::contract {

using namespace store;
using namespace Qt::StringLiterals;

namespace {

const QString kRoom = u"lobby"_s;

Search searchFor(const QString& word)
{
    return {0, kRoom, {word}, 0, 10};
}

PutFact put(const QString& key, const QByteArray& value, const std::optional<QByteArray>& expected = {})
{
    return {0, key, value, expected};
}

}  // namespace

// ---- facts

void StoreContract::factsAreKept()
{
    QCOMPARE(store_->get<Facts>(ListFacts{}), Facts{});
    store_->get<base::Done>(put(u"owner"_s, "ada"));
    store_->get<base::Done>(put(u"ban bob"_s, "spam"));
    const auto all = store_->run({put(u"owner"_s, "eve"), ListFacts{}, put(u"ban bob"_s, {}), ListFacts{}});
    QCOMPARE(std::get<Facts>(*all[1]), (Facts{{{u"ban bob"_s, "spam"}, {u"owner"_s, "eve"}}}));
    QCOMPARE(std::get<Facts>(*all[3]), (Facts{{{u"owner"_s, "eve"}}}));
    store_->get<base::Done>(put(u"never was"_s, {}));
    if (backend_.survives) {
        store_->reopen();
    }
    QCOMPARE(store_->get<Facts>(ListFacts{}), (Facts{{{u"owner"_s, "eve"}}}));
}

void StoreContract::factIsPutAsExpected()
{
    const QString owner = u"owner"_s;
    QCOMPARE(store_->errorOf(put(owner, "ada", "bob")), ErrorCode::Conflict);
    store_->get<base::Done>(put(owner, "ada", QByteArray()));
    QCOMPARE(store_->errorOf(put(owner, "bob", QByteArray())), ErrorCode::Conflict);
    QCOMPARE(store_->errorOf(put(owner, {}, "bob")), ErrorCode::Conflict);
    QCOMPARE(store_->get<Facts>(ListFacts{}), (Facts{{{owner, "ada"}}}));
    store_->get<base::Done>(put(owner, "bob", "ada"));
    store_->get<base::Done>(put(owner, "bob", "bob"));
    store_->get<base::Done>(put(owner, {}, "bob"));
    QCOMPARE(store_->get<Facts>(ListFacts{}), Facts{});
    store_->get<base::Done>(put(owner, {}, QByteArray()));
}

void StoreContract::factsOfAnyBytesComeBack()
{
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte) {
        bytes.append(static_cast<char>(byte));
    }
    const QStringList keys{u"12 with\nlines"_s, u"zero\0inside"_s, u"größer \U0001F600"_s, u"'; --"_s};
    Facts expected;
    for (const QString& key : keys) {
        store_->get<base::Done>(put(key, bytes));
        expected.facts.insert(key, bytes);
    }
    QCOMPARE(store_->get<Facts>(ListFacts{}), expected);
    store_->get<base::Done>(put(keys[0], {}, bytes));
}

void StoreContract::factsAreBounded()
{
    const QString longest(kFactKeyLength, u'k');
    store_->get<base::Done>(put(longest, QByteArray(kFactBytes, 'v')));
    QCOMPARE(store_->errorOf(put(longest + u'k', "v")), ErrorCode::OutOfBounds);
    QCOMPARE(store_->errorOf(put({}, "v")), ErrorCode::OutOfBounds);
    QCOMPARE(store_->errorOf(put(longest, QByteArray(kFactBytes + 1, 'v'))), ErrorCode::OutOfBounds);
    std::vector<Operation> batch;
    for (int count = 1; count < kFacts; ++count) {
        batch.emplace_back(put(u"fact %1"_s.arg(count), "v"));
    }
    for (const auto& done : store_->run(std::move(batch))) {
        QVERIFY(done.ok());
    }
    QCOMPARE(store_->errorOf(put(u"one more"_s, "v")), ErrorCode::OutOfBounds);
    QCOMPARE(store_->get<Facts>(ListFacts{}).facts.size(), kFacts);
    // What is there may change, and what goes makes room.
    store_->get<base::Done>(put(u"fact 1"_s, "w"));
    store_->get<base::Done>(put(u"fact 2"_s, {}));
    store_->get<base::Done>(put(u"one more"_s, "v"));
}

// ---- rooms that end

void StoreContract::keptRoomIsDroppedForGood()
{
    for (const bool indexed : {false, true}) {
        fill(kRoom, 30);
        if (indexed) {
            store_->get<Trimmed>(Trim{0, {}, 10, {}, 20});  // which leaves nonces
            store_->upkeep();
        }
        const auto before = store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false});
        store_->run({say(kRoom, u"fresh words"_s, u"last"_s)});
        const auto all = store_->run({DropRoom{0, kRoom, true}, read(kRoom, 0, 0, 10, true),
                                      searchFor(u"words"_s), ListRooms{0, {}, 10},
                                      say(kRoom, u"late"_s, u"late"_s), OpenRoom{0, kRoom, {}, false}});
        QVERIFY(all[0].ok());
        for (const std::size_t gone : {1, 2, 4, 5}) {
            QCOMPARE(all[gone].error().code, ErrorCode::NoSuchRoom);
        }
        QCOMPARE(std::get<RoomList>(*all[3]), RoomList{});
        if (backend_.survives) {
            store_->reopen();
        }
        QCOMPARE(store_->get<RoomList>(ListRooms{0, {}, 10}), RoomList{});
        auto anew = create(kRoom, true, 1);
        anew.mustBeNew = true;
        const auto made = store_->get<RoomFacts>(anew);
        QCOMPARE(made.head.seq, 0u);
        QVERIFY(originOf(made.head.epoch) != originOf(before.head.epoch));
        for (const QString& nonce : {u"fill 1"_s, u"fill 30"_s, u"last"_s}) {
            QVERIFY(!store_->get<Appended>(say(kRoom, u"new"_s, nonce)).repeated);
        }
        QVERIFY(store_->get<Found>(searchFor(u"words"_s)).entries.isEmpty());
        store_->upkeep();
        QVERIFY(!store_->get<Appended>(say(kRoom, u"new"_s, u"fill 2"_s)).repeated);
        QVERIFY(store_->get<Found>(searchFor(u"words"_s)).entries.isEmpty());
        QCOMPARE(store_->get<Found>(searchFor(u"new"_s)).entries.size(), 4);
        QCOMPARE(store_->get<Entries>(read(kRoom, 0, 0, 10, true)).entries.size(), 4);
        store_->get<base::Done>(DropRoom{0, kRoom, true});
    }
    store_->get<base::Done>(DropRoom{0, u"nowhere"_s, true});
}

void StoreContract::droppedLeavesOthersAlone()
{
    const QString other = u"other"_s;
    fill(kRoom, 5);
    fill(other, 5);
    store_->run({DropRoom{0, kRoom, true}, say(other, u"six"_s, u"six"_s)});
    store_->upkeep();
    if (backend_.survives) {
        store_->reopen();
    }
    QCOMPARE(store_->get<Entries>(read(other, 0, 0, 10, true)).entries.size(), 6);
    QVERIFY(store_->get<Appended>(say(other, u"five"_s, u"fill 5"_s)).repeated);
    QCOMPARE(store_->get<RoomList>(ListRooms{0, {}, 10}).total, 1);
    QCOMPARE(store_->get<Found>(Search{0, other, {u"text"_s}, 0, 10}).entries.size(), 5);
}

void StoreContract::clearedRoomBeginsAnew_data()
{
    QTest::addColumn<bool>("keep");
    QTest::newRow("kept") << true;
    if (backend_.offTheRecord) {
        QTest::newRow("off the record") << false;
    }
}

void StoreContract::clearedRoomBeginsAnew()
{
    QFETCH(const bool, keep);
    QCOMPARE(store_->errorOf(ClearRoom{0, kRoom}), ErrorCode::NoSuchRoom);
    const auto made = store_->get<RoomFacts>(create(kRoom, keep));
    Append topic = say(kRoom, u"the new topic"_s, u"1"_s, 5'000);
    topic.kind = protocol::EntryKind::Topic;
    store_->run({topic, say(kRoom, u"words"_s, u"2"_s, 6'000)});
    const auto all = store_->run({ClearRoom{0, kRoom}, read(kRoom, 0, 0, 10, true), searchFor(u"words"_s),
                                  ListRooms{0, {}, 10}, say(kRoom, u"again"_s, u"2"_s, 7'000),
                                  read(kRoom, 0, 0, 10, true)});
    const auto& cleared = std::get<RoomFacts>(*all[0]);
    QCOMPARE(cleared, (RoomFacts{kRoom, u"the new topic"_s, keep, {cleared.head.epoch, 0}, false}));
    QVERIFY(originOf(cleared.head.epoch) != originOf(made.head.epoch));
    QCOMPARE(std::get<Entries>(*all[1]), (Entries{cleared.head.epoch, {}, false}));
    QVERIFY(std::get<Found>(*all[2]).entries.isEmpty());
    QCOMPARE(std::get<RoomList>(*all[3]), (RoomList{{cleared}, false, 1}));
    QCOMPARE(std::get<Appended>(*all[4]), (Appended{1, atMs(7'000), false}));
    QCOMPARE(std::get<Entries>(*all[5]).entries.size(), 1);
    store_->upkeep();
    if (backend_.survives && keep) {
        store_->reopen();
    }
    const auto entries = store_->get<Entries>(read(kRoom, 0, 0, 10, true));
    QCOMPARE(entries.epoch, cleared.head.epoch);
    QCOMPARE(entries.entries.size(), 1);
    QCOMPARE(entries.entries.first().text, u"again"_s);
}

void StoreContract::clearedIsAnotherLog()
{
    fill(kRoom, 3);
    const auto before = store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false});
    store_->get<RoomFacts>(ClearRoom{0, kRoom});
    QCOMPARE(store_->errorOf(Import{0, kRoom, {}, before.head, {}}), ErrorCode::RoomExists);
    const auto twice = store_->run({ClearRoom{0, kRoom}, ClearRoom{0, kRoom}});
    QVERIFY(std::get<RoomFacts>(*twice[0]).head.epoch != std::get<RoomFacts>(*twice[1]).head.epoch);
}

void StoreContract::takenOverAgainIsAnotherLife()
{
    const Import op{0, kRoom, {}, {u"origin.life"_s, 5}, {}};
    const auto first = store_->get<RoomFacts>(op);
    const auto all = store_->run({DropRoom{0, kRoom, true}, op});
    const auto& second = std::get<RoomFacts>(*all[1]);
    QVERIFY(second.created);
    QVERIFY(second.head.epoch != first.head.epoch);
    QCOMPARE(originOf(second.head.epoch), originOf(first.head.epoch));
}

// ---- sizes

namespace {

RoomSize sizeOf(StoreHarness& store, const QString& room)
{
    const auto sizes = store.get<RoomSizes>(MeasureRooms{0, {room}}).rooms;
    return sizes.size() == 1 ? sizes.first() : RoomSize{};
}

}  // namespace

void StoreContract::roomsAreMeasured_data()
{
    clearedRoomBeginsAnew_data();
}

void StoreContract::roomsAreMeasured()
{
    QFETCH(const bool, keep);
    store_->run({create(kRoom, keep), create(u"empty"_s)});
    for (int count = 0; count < 20; ++count) {
        store_->run({say(kRoom, QString(1'000, u'x'), QString::number(count))});
    }
    auto sizes = store_->get<RoomSizes>(MeasureRooms{0, {u"empty"_s, kRoom, u"nowhere"_s}}).rooms;
    QCOMPARE(sizes.size(), 2);
    if (sizes.first().room == kRoom) {
        sizes.swapItemsAt(0, 1);
    }
    QCOMPARE(sizes[0].room, u"empty"_s);
    QCOMPARE(sizes[0].entries, 0u);
    QCOMPARE(sizes[1].room, kRoom);
    QCOMPARE(sizes[1].entries, 20u);
    QVERIFY(sizes[1].bytes >= 20'000 && sizes[1].bytes < 100'000);
    store_->upkeep();
    if (backend_.survives && keep) {
        store_->reopen();
    }
    const auto all = store_->run({say(kRoom, QString(1'000, u'ß'), u"more"_s), MeasureRooms{0, {kRoom}}});
    const auto after = std::get<RoomSizes>(*all[1]).rooms;
    QCOMPARE(after.size(), 1);
    QCOMPARE(after.first().entries, 21u);
    QVERIFY(after.first().bytes > sizes[1].bytes);
}

void StoreContract::whatGoesIsNotMeasured()
{
    fill(kRoom, 300);
    const RoomSize before = sizeOf(*store_, kRoom);
    store_->get<Trimmed>(Trim{0, {}, 10, {}, 10});
    RoomSize after = sizeOf(*store_, kRoom);
    QCOMPARE(after.entries, 10u);
    QVERIFY(after.bytes < before.bytes);
    store_->get<RoomFacts>(ClearRoom{0, kRoom});
    QCOMPARE(sizeOf(*store_, kRoom).entries, 0u);
    store_->get<base::Done>(DropRoom{0, kRoom, true});
    QVERIFY(store_->get<RoomSizes>(MeasureRooms{0, {kRoom}}).rooms.isEmpty());

    // What is taken over counts; what a gap makes go does not.
    const auto entry = [](quint64 seq) {
        return protocol::LogEntry{kRoom, seq, atMs(1), {u"u"_s, u"n"_s}, {}, u"text"_s, QString::number(seq)};
    };
    const protocol::Position head{u"origin"_s, 2};
    store_->get<RoomFacts>(Import{0, kRoom, {}, head, {entry(1), entry(2)}});
    store_->get<RoomFacts>(Import{0, kRoom, {}, head, {entry(1), entry(2)}});
    QCOMPARE(sizeOf(*store_, kRoom).entries, 2u);
    store_->get<RoomFacts>(Import{0, kRoom, {}, {u"origin"_s, 9}, {entry(3), entry(7), entry(8), entry(9)}});
    QCOMPARE(sizeOf(*store_, kRoom).entries, 3u);
    store_->get<RoomFacts>(Import{0, kRoom, {}, {u"origin"_s, 20}, {}});
    QCOMPARE(sizeOf(*store_, kRoom).entries, 0u);
}

void StoreContract::measuringIsBounded()
{
    store_->run({create(kRoom)});
    MeasureRooms most{0, QStringList(kMeasuredAtOnce - 1, u"nowhere"_s) << kRoom};
    QCOMPARE(store_->get<RoomSizes>(most).rooms.size(), 1);
    most.rooms << kRoom;
    QCOMPARE(store_->errorOf(most), ErrorCode::OutOfBounds);
    QVERIFY(store_->get<RoomSizes>(MeasureRooms{}).rooms.isEmpty());
}

}  // namespace snug::contract
