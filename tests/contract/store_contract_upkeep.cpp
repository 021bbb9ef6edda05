// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>

#include "contract/store_contract.h"

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

Trim trim(base::WallTime olderThan, quint64 keepNewest)
{
    return {0, {}, 1'000, olderThan, keepNewest};
}

// What another store might have: entries first…last of kRoom, every fifth a topic.
Import taken(quint64 first, quint64 last, const QString& epoch = QStringLiteral("origin.life"))
{
    Import op{0, kRoom, QStringLiteral("topic at %1").arg(last), {epoch, last}, {}};
    for (quint64 seq = first; seq <= last; ++seq) {
        const auto kind = seq % 5 == 0 ? protocol::EntryKind::Topic : protocol::EntryKind::Message;
        op.entries.append({kRoom,
                           seq,
                           atMs(static_cast<qint64>(1'000 * seq)),
                           {QStringLiteral("u%1").arg(seq % 3), QStringLiteral("nick %1").arg(seq)},
                           kind,
                           QStringLiteral("größer %1").arg(seq),
                           seq % 7 == 0 ? QString() : QStringLiteral("n%1").arg(seq)});
    }
    return op;
}

}  // namespace

// ---- letting old entries go

void StoreContract::trimKeepsTheNewest()
{
    fill(kRoom, 10);
    const auto before = store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false});
    store_->takeFeed();
    QCOMPARE(store_->get<Trimmed>(trim({}, 3)), (Trimmed{{}, false, 7}));
    QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}), before);
    QVERIFY(store_->takeFeed().empty());
    const auto seqs = [this](const Read& op, bool more) {
        const auto entries = store_->get<Entries>(op);
        return entries.more == more ? seqsOf(entries) : QVector<quint64>{0};
    };
    QCOMPARE(seqs(read(kRoom, 0, 0, 100, true), false), (QVector<quint64>{8, 9, 10}));
    QCOMPARE(seqs(read(kRoom, 0, 10, 2, true), false), (QVector<quint64>{8, 9}));
    QCOMPARE(seqs(read(kRoom, 0, 9, 5, true), false), (QVector<quint64>{8}));
    QCOMPARE(seqs(read(kRoom, 0, 8, 5, true), false), QVector<quint64>());
    QCOMPARE(seqs(read(kRoom, 3, 0, 2, false), true), (QVector<quint64>{8, 9}));
    QCOMPARE(store_->get<Trimmed>(trim({}, 3)).removed, 0);
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("hi"), QStringLiteral("new"))).seq, 11u);
    QCOMPARE(store_->get<Trimmed>(trim({}, 3)).removed, 1);
    if (backend_.survives) {
        store_->reopen();
    }
    QCOMPARE(seqs(read(kRoom, 0, 0, 100, true), false), (QVector<quint64>{9, 10, 11}));
}

void StoreContract::trimGoesByAge()
{
    store_->run({create(kRoom)});
    for (const qint64 at : {1'000, 2'000, 3'000, 3'000, 4'000}) {
        store_->run({say(kRoom, QStringLiteral("hi"), {}, at)});
    }
    QCOMPARE(store_->get<Trimmed>(trim(atMs(1'000), 0)).removed, 0);
    QCOMPARE(store_->get<Trimmed>(trim(atMs(3'000), 0)).removed, 2);
    QCOMPARE(seqsOf(store_->get<Entries>(read(kRoom, 0, 0, 100, true))), (QVector<quint64>{3, 4, 5}));
    // All may go: the room stays where it was, and its time does not go back.
    QCOMPARE(store_->get<Trimmed>(trim(atMs(9'000), 0)).removed, 3);
    QVERIFY(store_->get<Entries>(read(kRoom, 0, 0, 100, true)).entries.isEmpty());
    QCOMPARE(store_->get<Trimmed>(trim(atMs(9'000), 0)), Trimmed{});
    if (backend_.survives) {
        store_->reopen();
    }
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("hi"), {}, 3'500)),
             (Appended{6, atMs(4'000), false}));
    QCOMPARE(seqsOf(store_->get<Entries>(read(kRoom, 0, 0, 100, true))), QVector<quint64>{6});
}

void StoreContract::trimLetsGoByEitherRule()
{
    store_->run({create(kRoom)});
    for (qint64 count = 1; count <= 10; ++count) {
        store_->run({say(kRoom, QStringLiteral("hi"), {}, 1'000 * count)});
    }
    QCOMPARE(store_->get<Trimmed>(trim({}, 0)).removed, 0);  // no rule
    QCOMPARE(store_->get<Trimmed>(trim(atMs(3'000), 9)).removed, 2);
    QCOMPARE(store_->get<Trimmed>(trim(atMs(3'000), 5)).removed, 3);
    QCOMPARE(store_->get<Trimmed>(trim({}, 1'000)).removed, 0);
    QCOMPARE(seqsOf(store_->get<Entries>(read(kRoom, 0, 0, 100, true))), (QVector<quint64>{6, 7, 8, 9, 10}));
}

void StoreContract::trimIsBoundedAndGoesOn()
{
    QStringList names;
    for (int count = 0; count < 7; ++count) {
        names.append(QStringLiteral("room %1").arg(count));
        fill(names.last(), count == 3 ? kTrimmedAtOnce + 20 : 3);
    }
    Trim op{0, {}, 2, {}, 1};
    int removed = 0;
    int calls = 0;
    for (bool more = true; more && calls < 100; ++calls) {
        const auto trimmed = store_->get<Trimmed>(op);
        QVERIFY(trimmed.removed <= kTrimmedAtOnce * 3);
        removed += trimmed.removed;
        more = trimmed.more;
        op.after = trimmed.next;
    }
    QVERIFY2(calls > 1 && calls < 20, qPrintable(QString::number(calls)));
    QCOMPARE(removed, kTrimmedAtOnce + 19 + 6 * 2);
    for (const QString& name : std::as_const(names)) {
        QCOMPARE(store_->get<Entries>(read(name, 0, 0, 100, true)).entries.size(), 1);
    }
    // Only behind `after`.
    for (const QString& name : std::as_const(names)) {
        store_->run({say(name, QStringLiteral("hi"), {})});
    }
    QCOMPARE(store_->get<Trimmed>(Trim{0, names[4], 100, {}, 1}), (Trimmed{{}, false, 2}));
    QCOMPARE(store_->get<Entries>(read(names[4], 0, 0, 100, true)).entries.size(), 2);
}

void StoreContract::trimLeavesOffTheRecordAlone()
{
    if (!backend_.offTheRecord) {
        return;
    }
    store_->run({create(kRoom, false), say(kRoom, QStringLiteral("hush"), {}),
                 say(kRoom, QStringLiteral("hush"), {})});
    QCOMPARE(store_->get<Trimmed>(trim({}, 1)).removed, 0);
    QCOMPARE(store_->get<Entries>(read(kRoom, 0, 0, 100, true)).entries.size(), 2);
}

void StoreContract::trimmedNoncesAreKnown()
{
    fill(kRoom, kNonceMemory);
    int removed = 0;
    for (bool more = true; more;) {
        const auto trimmed = store_->get<Trimmed>(trim({}, 5));
        more = trimmed.more && removed < kNonceMemory;
        removed += trimmed.removed;
        QVERIFY(trimmed.removed <= kTrimmedAtOnce);
    }
    QCOMPARE(removed, kNonceMemory - 5);
    const auto again = [this](int entry) {
        return store_->get<Appended>(
            say(kRoom, QStringLiteral("late"), QStringLiteral("fill %1").arg(entry), 9'000));
    };
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(again(1), (Appended{1, atMs(1'000), true}));
        QCOMPARE(again(kNonceMemory - 5), (Appended{kNonceMemory - 5, atMs(1'000), true}));
        QCOMPARE(again(kNonceMemory), (Appended{kNonceMemory, atMs(1'000), true}));
        if (backend_.survives) {
            store_->reopen();
        }
    }
    // Another's nonce is another nonce, and one more trim forgets nothing that counts.
    QVERIFY(!store_->get<Appended>(say(kRoom, {}, QStringLiteral("fill 2"), 1'000, QStringLiteral("u2")))
                 .repeated);
    QCOMPARE(store_->get<Trimmed>(trim({}, 5)).removed, 1);
    QCOMPARE(again(2).seq, 2u);
    QCOMPARE(again(kNonceMemory - 4).seq, quint64{kNonceMemory - 4});
}

// ---- taking over from another store

void StoreContract::importTakesOverAsItIs()
{
    const Import op = taken(5, 30);  // the older ones were let go of there
    const auto facts = store_->get<RoomFacts>(op);
    QCOMPARE(facts, (RoomFacts{kRoom, QStringLiteral("topic at 30"), true, {facts.head.epoch, 30}, true}));
    QVERIFY(facts.head.epoch != op.head.epoch);
    QCOMPARE(originOf(facts.head.epoch), QStringLiteral("origin"));
    QVERIFY(store_->takeFeed().empty());
    if (backend_.survives) {
        store_->reopen();
    }
    const auto entries = store_->get<Entries>(read(kRoom, 0, 0, 100, false));
    QCOMPARE(entries.entries, op.entries);
    QCOMPARE(entries.epoch, facts.head.epoch);
    auto there = facts;
    there.created = false;
    QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}), there);
    QCOMPARE(store_->get<RoomList>(ListRooms{0, {}, 10}).rooms, QVector<RoomFacts>{there});
    QCOMPARE(store_->get<Appended>(
                 say(kRoom, QStringLiteral("late"), QStringLiteral("n6"), 1, QStringLiteral("u0"))),
             (Appended{6, atMs(6'000), true}));
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("new"), QStringLiteral("new"), 1)),
             (Appended{31, atMs(30'000), false}));
    QCOMPARE(store_->takeFeed().size(), 1u);
}

void StoreContract::importGoesOnWhereItStopped()
{
    Import empty = taken(1, 0);
    QVERIFY(store_->get<RoomFacts>(empty).created);
    Import first = taken(1, 10);
    QVERIFY(!store_->get<RoomFacts>(first).created);
    // Again, and more: from another life of the same log, and from this very one.
    QCOMPARE(store_->get<RoomFacts>(first).head.seq, 10u);
    first.topic = QStringLiteral("changed without an entry");
    QCOMPARE(store_->get<RoomFacts>(first).topic, QStringLiteral("topic at 10"));
    const auto facts = store_->get<RoomFacts>(taken(6, 20, QStringLiteral("origin.another life")));
    QCOMPARE(facts.head.seq, 20u);
    QCOMPARE(facts.topic, QStringLiteral("topic at 20"));
    QCOMPARE(store_->get<RoomFacts>(taken(21, 25, facts.head.epoch)).head.seq, 25u);
    QCOMPARE(store_->get<RoomFacts>(taken(1, 3, QStringLiteral("origin"))).topic,
             QStringLiteral("topic at 25"));
    QCOMPARE(store_->get<Entries>(read(kRoom, 0, 0, 100, false)).entries, taken(1, 25).entries);
    // A room made here is known again by its own epoch.
    const QString other = QStringLiteral("other");
    const auto made = store_->get<RoomFacts>(create(other));
    QCOMPARE(store_->get<RoomFacts>(Import{0, other, {}, made.head, {}}).head, made.head);
}

void StoreContract::importLeavesNoGap()
{
    store_->run({taken(1, 10)});
    store_->run({taken(15, 20)});
    QCOMPARE(store_->get<Entries>(read(kRoom, 0, 0, 100, false)).entries, taken(15, 20).entries);
    Import ended = taken(21, 20);  // all of it was let go of there
    ended.head.seq = 50'000;
    QCOMPARE(store_->get<RoomFacts>(ended).head.seq, 50'000u);
    QVERIFY(store_->get<Entries>(read(kRoom, 0, 0, 100, false)).entries.isEmpty());
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("hi"), QStringLiteral("x"))),
             (Appended{50'001, atMs(20'000), false}));
}

void StoreContract::importRefusesAnotherRoom()
{
    fill(kRoom, 3);
    const auto facts = store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false});
    QCOMPARE(store_->errorOf(taken(1, 10)), ErrorCode::RoomExists);
    QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}), facts);
    QCOMPARE(store_->get<Entries>(read(kRoom, 0, 0, 100, false)).entries.size(), 3);
    if (backend_.offTheRecord) {
        const QString quiet = QStringLiteral("quiet");
        const auto made = store_->get<RoomFacts>(create(quiet, false));
        QCOMPARE(store_->errorOf(Import{0, quiet, {}, made.head, {}}), ErrorCode::RoomExists);
    }
}

void StoreContract::importRemembersNonces()
{
    constexpr quint64 kLast = kNonceMemory + 2'500;
    const QString same = QStringLiteral("same");
    for (quint64 first = 1; first <= kLast; first += 500) {
        Import page = taken(first, first + 499);
        for (protocol::LogEntry& entry : page.entries) {
            // There it was forgotten in between.
            if (entry.seq == 3 || entry.seq == kLast - 3) {
                entry.from.user = QStringLiteral("u0");
                entry.nonce = same;
            }
        }
        QCOMPARE(store_->get<RoomFacts>(page).head.seq, first + 499);
    }
    const auto known = [this](quint64 seq) {
        const auto entry = taken(seq, seq).entries.first();
        const auto appended = store_->get<Appended>(say(kRoom, {}, entry.nonce, 1'000, entry.from.user));
        return appended.repeated && appended.seq == seq;
    };
    QVERIFY(known(kLast - kNonceMemory + 1));
    QVERIFY(known(kNonceMemory));
    QVERIFY(known(kLast));
    QCOMPARE(store_->get<Entries>(read(kRoom, 2, 4, 1, false)).entries.first().nonce, same);
    QCOMPARE(store_->get<Entries>(read(kRoom, kLast - 4, kLast - 2, 1, false)).entries.first().nonce, same);
}

// ---- sessions

void StoreContract::sessionsAreListed()
{
    QVERIFY(store_->get<SessionPage>(ListSessions{0, {}, 10}).sessions.isEmpty());
    const base::WallTime now = base::Now::read().wall;
    QMap<QByteArray, SavedSession> saved;
    for (int count = 0; count < 60; ++count) {
        const QByteArray hash = QByteArray::number(0xabcd + count * 7919, 16);
        saved[hash] = {hash, {QStringLiteral("ü%1").arg(count), QStringLiteral("nick")}, now};
        store_->run({create(QString::fromLatin1(hash)), SaveSession{0, hash, saved[hash].person, now}});
    }
    ListSessions op{0, {}, 10};
    QMap<QByteArray, SavedSession> found;
    int pages = 0;
    for (bool more = true; more && pages < 1'000; ++pages) {
        const auto page = store_->get<SessionPage>(op);
        for (const SavedSession& session : page.sessions) {
            found[session.tokenHash] = session;
        }
        op.cursor = page.next;
        more = !page.next.isEmpty();
    }
    QCOMPARE(found.keys(), saved.keys());
    QVERIFY(found == saved);
    QVERIFY(pages >= 6 && pages < 100);
}

}  // namespace snug::contract
