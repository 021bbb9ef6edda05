// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/store_contract.h"

// Search: what is found, in which order, and how it goes on. A back-end with an index fills it in upkeep();
// what is found is the same before and after, so most of this is done both ways.

namespace snug::contract {

using namespace store;

namespace {

const QString kRoom = QStringLiteral("lobby");

Search wish(const QStringList& words, quint64 before = 0, int limit = 100, const QString& room = kRoom)
{
    return {0, room, words, before, limit};
}

QVector<quint64> seqsOf(const QVector<protocol::LogEntry>& entries)
{
    QVector<quint64> seqs;
    for (const protocol::LogEntry& entry : entries) {
        seqs.append(entry.seq);
    }
    return seqs;
}

void withAndWithoutUpkeep()
{
    QTest::addColumn<bool>("upkeep");
    QTest::newRow("before upkeep") << false;
    QTest::newRow("after upkeep") << true;
}

// Makes a back-end settle what is new, and changes nothing: no entry is as old as that.
Trim nothing()
{
    return {0, {}, 1'000, {}, 0};
}

}  // namespace

void StoreContract::searchFindsWords_data()
{
    withAndWithoutUpkeep();
}

void StoreContract::searchFindsWords()
{
    QFETCH(bool, upkeep);
    Append topic = say(kRoom, QStringLiteral("All about TEA"), QStringLiteral("3"));
    topic.kind = protocol::EntryKind::Topic;
    store_->run({create(kRoom), say(kRoom, QStringLiteral("The teapot is hot"), QStringLiteral("1")),
                 say(kRoom, QStringLiteral("Café, später"), QStringLiteral("2")), topic,
                 say(kRoom, QStringLiteral("\"tea\" OR coffee*"), QStringLiteral("4")),
                 say(kRoom, QStringLiteral("你好，世界"), QStringLiteral("5")),
                 say(kRoom, QStringLiteral("…"), QStringLiteral("6")), nothing()});
    if (upkeep) {
        store_->upkeep();
    }
    const auto entries = store_->get<Entries>(read(kRoom, 0, 0, 100, false)).entries;
    const auto found = [this](const QStringList& words, quint64 before = 0) {
        return store_->get<Found>(wish(words, before)).entries;
    };
    QCOMPARE(seqsOf(found({QStringLiteral("tea")})), (QVector<quint64>{4, 3, 1}));
    QCOMPARE(seqsOf(found({QStringLiteral("tea")}, 4)), (QVector<quint64>{3, 1}));
    QCOMPARE(seqsOf(found({QStringLiteral("tea"), QStringLiteral("hot")})), (QVector<quint64>{1}));
    QCOMPARE(seqsOf(found({QStringLiteral("te")})), QVector<quint64>());
    QCOMPARE(seqsOf(found({QStringLiteral("or")})), (QVector<quint64>{4}));
    QCOMPARE(seqsOf(found({QStringLiteral("cafe"), QStringLiteral("spat")})), (QVector<quint64>{2}));
    QCOMPARE(seqsOf(found({QStringLiteral("世"), QStringLiteral("好")})), (QVector<quint64>{5}));
    QCOMPARE(found({QStringLiteral("teapot")}), (QVector<protocol::LogEntry>{entries[0]}));
    QCOMPARE(found({QStringLiteral("about")}), (QVector<protocol::LogEntry>{entries[2]}));
    const auto all = store_->get<Found>(wish({QStringLiteral("tea")}));
    QCOMPARE(all.next, 0u);
    QCOMPARE(all.epoch, store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.epoch);
}

void StoreContract::searchGoesOnInParts_data()
{
    withAndWithoutUpkeep();
}

void StoreContract::searchGoesOnInParts()
{
    QFETCH(bool, upkeep);
    constexpr int kEntries = 900;  // as many as every back-end remembers
    constexpr int kLimit = 7;
    fill(kRoom, kEntries);
    store_->run({nothing()});
    if (upkeep) {
        store_->upkeep();
    }
    // "text 50", "text 500" to "text 509", and so on for other beginnings.
    store_->run({say(kRoom, QStringLiteral("text 777 again"), QStringLiteral("late"))});
    QVector<quint64> found;
    quint64 before = 0;
    for (int part = 0; part < kEntries; ++part) {
        const auto some = store_->get<Found>(wish({QStringLiteral("text")}, before, kLimit));
        QVERIFY(some.entries.size() <= kLimit);
        found += seqsOf(some.entries);
        before = some.next;
        if (before == 0) {
            break;
        }
        QVERIFY(some.entries.isEmpty() || before <= some.entries.constLast().seq);
    }
    QVector<quint64> wanted;
    for (quint64 seq = kEntries + 1; seq > 0; --seq) {
        wanted.append(seq);
    }
    QCOMPARE(found, wanted);
    QCOMPARE(seqsOf(store_->get<Found>(wish({QStringLiteral("777")})).entries),
             (QVector<quint64>{kEntries + 1, 777}));
}

void StoreContract::searchStopsAtItsLimit()
{
    fill(kRoom, 5);
    const auto all = store_->get<Found>(wish({QStringLiteral("text")}, 0, 5));
    QCOMPARE(all.entries.size(), 5);
    QCOMPARE(all.next, 0u);
    const auto some = store_->get<Found>(wish({QStringLiteral("text")}, 0, 4));
    QCOMPARE(seqsOf(some.entries), (QVector<quint64>{5, 4, 3, 2}));
    QCOMPARE(some.next, 2u);
    const auto none = store_->get<Found>(wish({QStringLiteral("text")}, 0, 0));
    QVERIFY(none.entries.isEmpty());
    QCOMPARE(none.next, 6u);
}

void StoreContract::searchKnowsOneRoomOnly()
{
    QCOMPARE(store_->errorOf(wish({QStringLiteral("text")})), ErrorCode::NoSuchRoom);
    const QString other = QStringLiteral("other");
    fill(other, 3);
    fill(kRoom, 2);
    fill(QStringLiteral("third"), 3);
    store_->run({nothing()});
    store_->upkeep();
    const auto found = store_->get<Found>(wish({QStringLiteral("text")}));
    QCOMPARE(seqsOf(found.entries), (QVector<quint64>{2, 1}));
    QCOMPARE(found.entries.front().room, kRoom);
    QCOMPARE(store_->get<Found>(wish({QStringLiteral("text")}, 0, 100, other)).entries.size(), 3);
}

void StoreContract::trimmedIsNotFound()
{
    fill(kRoom, 10);
    store_->run({nothing()});
    store_->upkeep();
    store_->get<Trimmed>(Trim{0, {}, 100, {}, 3});
    store_->upkeep();
    const auto found = store_->get<Found>(wish({QStringLiteral("text")}));
    QCOMPARE(seqsOf(found.entries), (QVector<quint64>{10, 9, 8}));
    QCOMPARE(found.next, 0u);
    QVERIFY(store_->get<Found>(wish({QStringLiteral("4")})).entries.isEmpty());
}

void StoreContract::foundAfterReopen()
{
    if (!backend_.survives) {
        return;
    }
    fill(kRoom, 10);
    store_->reopen();
    store_->run({say(kRoom, QStringLiteral("text of later"), QStringLiteral("later"))});
    for (const bool upkeep : {false, true}) {
        if (upkeep) {
            store_->upkeep();
        }
        QCOMPARE(store_->get<Found>(wish({QStringLiteral("text")})).entries.size(), 11);
        QCOMPARE(seqsOf(store_->get<Found>(wish({QStringLiteral("later")})).entries), (QVector<quint64>{11}));
    }
}

}  // namespace snug::contract
