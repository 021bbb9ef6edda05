// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/store_contract.h"

#include <QTest>

namespace snug::contract {

using namespace store;

namespace {

const QString kRoom = QStringLiteral("lobby");

QStringList namesOf(const RoomList& list)
{
    QStringList names;
    for (const RoomFacts& room : list.rooms) {
        names.append(room.room);
    }
    return names;
}

}  // namespace

void StoreContract::init()
{
    store_ = std::make_unique<StoreHarness>(backend_);
}

void StoreContract::cleanup()
{
    store_->close();
    QCOMPARE(store_->trouble(), QString());
    store_.reset();
}

void StoreContract::fill(const QString& room, int entries)
{
    std::vector<Operation> batch{create(room)};
    for (int count = 1; count <= entries; ++count) {
        batch.emplace_back(
            say(room, QStringLiteral("text %1").arg(count), QStringLiteral("fill %1").arg(count)));
    }
    store_->run(std::move(batch));
}

// ---- appending

void StoreContract::entriesAreCountedWithoutGap()
{
    store_->run({create(kRoom), create(QStringLiteral("other"))});
    for (quint64 seq = 1; seq <= 5; ++seq) {
        const auto appended = store_->get<Appended>(say(kRoom, QStringLiteral("hi"), QString::number(seq)));
        QCOMPARE(appended.seq, seq);
        QVERIFY(!appended.repeated);
    }
    QCOMPARE(
        store_->get<Appended>(say(QStringLiteral("other"), QStringLiteral("hi"), QStringLiteral("1"))).seq,
        1u);
    QCOMPARE(store_->errorOf(say(QStringLiteral("nowhere"), QStringLiteral("hi"), QStringLiteral("1"))),
             ErrorCode::NoSuchRoom);
    QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.seq, 5u);
}

void StoreContract::timeNeverGoesBack()
{
    store_->run({create(kRoom)});
    const auto at = [this](qint64 askedMs, const QString& nonce) {
        return store_->get<Appended>(say(kRoom, QStringLiteral("hi"), nonce, askedMs)).at;
    };
    QCOMPARE(at(5'000, QStringLiteral("1")), atMs(5'000));
    QCOMPARE(at(4'000, QStringLiteral("2")), atMs(5'000));
    QCOMPARE(at(5'001, QStringLiteral("3")), atMs(5'001));
    if (backend_.survives) {
        store_->reopen();
        QCOMPARE(at(1, QStringLiteral("4")), atMs(5'001));
    }
}

void StoreContract::sameNonceIsOneEntry()
{
    const QString nonce = QStringLiteral("n");
    const auto all = store_->run({create(kRoom), say(kRoom, QStringLiteral("first"), nonce, 1'000),
                                  say(kRoom, QStringLiteral("second"), nonce, 2'000)});
    QCOMPARE(std::get<Appended>(*all[1]), (Appended{1, atMs(1'000), false}));
    QCOMPARE(std::get<Appended>(*all[2]), (Appended{1, atMs(1'000), true}));
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("third"), nonce, 3'000)),
             (Appended{1, atMs(1'000), true}));
    const auto feed = store_->takeFeed();
    QCOMPARE(feed.size(), 1u);
    QCOMPARE(feed.front().text, QStringLiteral("first"));
    QCOMPARE(store_->get<Appended>(say(kRoom, QStringLiteral("next"), QStringLiteral("m"))).seq, 2u);
}

void StoreContract::nonceBelongsToUserAndRoom()
{
    const QString nonce = QStringLiteral("n");
    const QString text = QStringLiteral("hi");
    store_->run({create(kRoom), create(QStringLiteral("other")), say(kRoom, text, nonce)});
    QVERIFY(!store_->get<Appended>(say(kRoom, text, nonce, 1'000, QStringLiteral("u2"))).repeated);
    QVERIFY(!store_->get<Appended>(say(QStringLiteral("other"), text, nonce)).repeated);
    QVERIFY(!store_->get<Appended>(say(kRoom, text, QString())).repeated);
    QVERIFY(!store_->get<Appended>(say(kRoom, text, QString())).repeated);
    QVERIFY(!store_->get<Appended>(say(kRoom, text, QStringLiteral(""))).repeated);
    QVERIFY(store_->get<Appended>(say(kRoom, text, nonce)).repeated);
}

void StoreContract::nonceIsRemembered()
{
    fill(kRoom, kNonceMemory);
    const auto again = store_->get<Appended>(say(kRoom, QStringLiteral("late"), QStringLiteral("fill 1")));
    QCOMPARE(again.seq, 1u);
    QVERIFY(again.repeated);
}

void StoreContract::everyTextComesBackAsItWas()
{
    const QStringList texts{QString(),
                            QStringLiteral("plain"),
                            QStringLiteral("'; DROP TABLE entry; --"),
                            QStringLiteral("<b>&amp;</b> %1 ? :name @x $y"),
                            QStringLiteral("two\nlines\tand a tab"),
                            QStringLiteral("zero\0inside"),
                            QStringLiteral("\U0001F469‍\U0001F680 é e\u0301 \u202Ertl"),
                            QString(4'000, QChar(u'ß')),
                            QStringLiteral("\U0001F600").repeated(4'000)};
    std::vector<Operation> batch{create(kRoom)};
    for (const QString& text : texts) {
        batch.emplace_back(say(kRoom, text, text.left(60), 1'000, QStringLiteral("u") + text.left(2)));
    }
    store_->run(std::move(batch));
    const auto feed = store_->takeFeed();
    const auto entries = store_->get<Entries>(read(kRoom, 0, 0, 100, false)).entries;
    QCOMPARE(entries.size(), texts.size());
    for (qsizetype index = 0; index < texts.size(); ++index) {
        QCOMPARE(entries[index].text, texts[index]);
        QCOMPARE(entries[index].nonce, texts[index].left(60));
        QCOMPARE(entries[index], feed[static_cast<std::size_t>(index)]);
    }
}

void StoreContract::topicEntryChangesTheRoom()
{
    store_->run({create(kRoom)});
    QCOMPARE(store_->get<RoomFacts>(create(kRoom)).topic, QStringLiteral("about lobby"));
    Append change = say(kRoom, QStringLiteral("news"), QStringLiteral("t"));
    change.kind = protocol::EntryKind::Topic;
    const auto all = store_->run(
        {change, OpenRoom{0, kRoom, {}, false}, ListRooms{0, {}, 10}, read(kRoom, 0, 0, 1, true)});
    QCOMPARE(std::get<RoomFacts>(*all[1]).topic, QStringLiteral("news"));
    QCOMPARE(std::get<RoomList>(*all[2]).rooms.front().topic, QStringLiteral("news"));
    QCOMPARE(std::get<RoomList>(*all[2]).rooms.front().head.seq, 1u);
    QCOMPARE(std::get<Entries>(*all[3]).entries.front().kind, protocol::EntryKind::Topic);
}

// ---- rooms

void StoreContract::roomIsMadeWhenAskedFor()
{
    QCOMPARE(store_->errorOf(OpenRoom{0, kRoom, {}, false}), ErrorCode::NoSuchRoom);
    QCOMPARE(store_->errorOf(OpenRoom{0, kRoom, {}, true}), ErrorCode::NoSuchRoom);
    const auto made = store_->get<RoomFacts>(create(kRoom));
    QVERIFY(!made.head.epoch.isEmpty());
    QCOMPARE(made, (RoomFacts{kRoom, QStringLiteral("about lobby"), true, {made.head.epoch, 0}, true}));
    auto there = made;
    there.created = false;
    QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}), there);
    QVERIFY(store_->get<RoomFacts>(create(QStringLiteral("other"))).head.epoch != made.head.epoch);
}

void StoreContract::roomIsMadeOnceOnly()
{
    auto first = create(kRoom);
    first.mustBeNew = true;
    const auto all = store_->run({first, first, create(kRoom)});
    QVERIFY(std::get<RoomFacts>(*all[0]).created);
    QCOMPARE(all[1].error().code, ErrorCode::RoomExists);
    QVERIFY(!std::get<RoomFacts>(*all[2]).created);
}

void StoreContract::roomsAreBounded()
{
    store_->run({create(QStringLiteral("a"), true, 2), create(QStringLiteral("b"), true, 2)});
    QCOMPARE(store_->errorOf(create(QStringLiteral("c"), true, 2)), ErrorCode::TooManyRooms);
    QVERIFY(!store_->get<RoomFacts>(create(QStringLiteral("a"), true, 2)).created);
    QVERIFY(store_->get<RoomFacts>(create(QStringLiteral("c"), true, 3)).created);
    QCOMPARE(store_->get<RoomList>(ListRooms{0, {}, 0}).total, 3);
}

void StoreContract::roomsAreListedByCodePoint()
{
    const QStringList ordered{QStringLiteral("B"), QStringLiteral("a"),      QStringLiteral("aa"),
                              QStringLiteral("é"), QStringLiteral("\uFF21"), QStringLiteral("\U0001F600")};
    for (const int index : {3, 5, 0, 4, 1, 2}) {
        store_->run({create(ordered[index])});
    }
    auto page = store_->get<RoomList>(ListRooms{0, {}, 10});
    QCOMPARE(namesOf(page), ordered);
    QVERIFY(!page.more);
    QCOMPARE(page.total, 6);
    page = store_->get<RoomList>(ListRooms{0, {}, 6});
    QVERIFY(!page.more);
    page = store_->get<RoomList>(ListRooms{0, QStringLiteral("a"), 2});
    QCOMPARE(namesOf(page), ordered.mid(2, 2));
    QVERIFY(page.more);
    page = store_->get<RoomList>(ListRooms{0, QStringLiteral("\uFF21"), 2});
    QCOMPARE(namesOf(page), ordered.mid(5));
    QVERIFY(!page.more);
    page = store_->get<RoomList>(ListRooms{0, QStringLiteral("\U0001F600"), 2});
    QVERIFY(page.rooms.isEmpty() && !page.more);
    page = store_->get<RoomList>(ListRooms{0, {}, 0});
    QVERIFY(page.rooms.isEmpty() && page.more);
}

void StoreContract::dropLeavesKeptRoomsAlone()
{
    fill(kRoom, 3);
    store_->get<base::Done>(DropRoom{0, kRoom});
    store_->get<base::Done>(DropRoom{0, QStringLiteral("nowhere")});
    QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.seq, 3u);
}

// ---- sessions, health

void StoreContract::sessionsAreFound()
{
    const QByteArray token("0123abcd");
    const protocol::Person ada{QStringLiteral("u1"), QStringLiteral("ada")};
    // Near enough to now that a store which forgets old sessions by itself keeps these.
    const base::WallTime now = base::Now::read().wall;
    using std::chrono::milliseconds;
    QVERIFY(!store_->get<SessionFound>(FindSession{0, token, {}}).person);
    store_->get<base::Done>(SaveSession{0, token, ada, now});
    QCOMPARE(store_->get<SessionFound>(FindSession{0, token, now}).person, ada);
    QVERIFY(!store_->get<SessionFound>(FindSession{0, token, now + milliseconds(1)}).person);
    QVERIFY(!store_->get<SessionFound>(FindSession{0, QByteArray("other"), {}}).person);
    const protocol::Person renamed{QStringLiteral("u1"), QStringLiteral("lovelace")};
    const auto all = store_->run({SaveSession{0, token, renamed, now + milliseconds(5)},
                                  FindSession{0, token, now + milliseconds(5)}});
    QCOMPARE(std::get<SessionFound>(*all[1]).person, renamed);
    if (backend_.survives) {
        store_->reopen();
        QCOMPARE(store_->get<SessionFound>(FindSession{0, token, now}).person, renamed);
    }
}

void StoreContract::probeAnswers()
{
    store_->get<Probed>(Probe{});
    store_->get<Probed>(Probe{});
}

}  // namespace snug::contract
