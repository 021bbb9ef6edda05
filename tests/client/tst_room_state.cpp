// SPDX-License-Identifier: GPL-3.0-or-later
// Timeline and RoomState alone, against a log that is simply a list.
#include <QSignalSpy>
#include <QTest>

#include "client/plain_log.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;

class RoomStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsFreshAndPagesBack()
    {
        PlainLog log;
        for (int i = 0; i < 100; ++i) {
            log.say(QStringLiteral("bob"), QStringLiteral("%1").arg(i));
        }
        RoomState state(kRoom, kSelf);
        QCOMPARE(state.joined(log.joined()), RoomState::Start::Fresh);
        QCOMPARE(state.unread().count(), 0);  // never been here: nothing is new
        QCOMPARE(state.arrived(log.say(QStringLiteral("bob"), QStringLiteral("live"))),
                 RoomState::Arrival::Appended);
        QVERIFY(state.olderArrived(log.page(state.liveFirst(), 40)));
        QCOMPARE(state.timeline().entries().size(), 41);
        while (state.olderThere()) {
            QVERIFY(state.olderArrived(log.page(state.liveFirst(), 40)));
        }
        QCOMPARE(state.timeline().entries(), log.entries);
        QCOMPARE(state.unread().count(), 1);
    }

    void holesAndRepeatsAreNeverAppended()
    {
        PlainLog log;
        RoomState state(kRoom, kSelf);
        QCOMPARE(state.arrived(log.say(QStringLiteral("bob"), QStringLiteral("1"))),
                 RoomState::Arrival::Missing);
        state.joined(log.joined());
        log.say(QStringLiteral("bob"), QStringLiteral("2"));
        log.say(QStringLiteral("bob"), QStringLiteral("3"));
        QCOMPARE(state.arrived(log.entries.at(2)), RoomState::Arrival::Missing);
        QCOMPARE(state.arrived(log.entries.at(1)), RoomState::Arrival::Appended);
        QCOMPARE(state.arrived(log.entries.at(1)), RoomState::Arrival::Duplicate);
        QCOMPARE(state.arrived(log.entries.at(0)), RoomState::Arrival::Duplicate);
        QCOMPARE(state.arrived(log.entries.at(2)), RoomState::Arrival::Appended);
        verifyTrue(state, log);
    }

    void gapClosesByPagingBack()
    {
        PlainLog log;
        RoomState state(kRoom, kSelf);
        state.joined(log.joined());
        for (int i = 0; i < 10; ++i) {
            state.arrived(log.say(QStringLiteral("bob"), QStringLiteral("seen")));
        }
        for (int i = 0; i < 100; ++i) {
            log.say(QStringLiteral("bob"), QStringLiteral("missed"));
        }
        QCOMPARE(state.joined(log.joined(true)), RoomState::Start::Gap);
        QVERIFY(state.timeline().hasGap());
        QCOMPARE(state.timeline().entries().size(), 10);
        QCOMPARE(state.unread().count(), 110);
        QVERIFY(state.olderArrived(log.page(state.liveFirst(), 60)));
        QVERIFY(state.timeline().hasGap());
        QVERIFY(state.olderArrived(log.page(state.liveFirst(), 60)));
        QVERIFY(!state.timeline().hasGap());
        QCOMPARE(state.timeline().entries(), log.entries);
        QVERIFY(!state.olderThere());
    }

    void anotherLogLeavesAGapForGood()
    {
        PlainLog log;
        RoomState state(kRoom, kSelf);
        state.joined(log.joined());
        for (int i = 0; i < 5; ++i) {
            state.arrived(log.say(QStringLiteral("bob"), QStringLiteral("old")));
        }
        PlainLog other;
        other.epoch = QStringLiteral("e2");
        for (int i = 0; i < 7; ++i) {
            other.say(QStringLiteral("bob"), QStringLiteral("new"));
        }
        // Even if a server forgets to say "gap".
        QCOMPARE(state.joined(other.joined(false)), RoomState::Start::Gap);
        QVERIFY(state.timeline().gapIsForGood());
        QVERIFY(!state.olderArrived(log.page(6, 5)));  // a page of the old log
        QVERIFY(state.olderArrived(other.page(state.liveFirst(), 100)));
        QCOMPARE(state.timeline().entries().size(), 12);
        QVERIFY(state.timeline().hasGap());
        QVERIFY(!state.olderThere());
        QCOMPARE(state.unread().count(), 7);
        verifyTrue(state, other);
    }

    void shorterLogIsAnotherLog()
    {
        PlainLog log;
        RoomState state(kRoom, kSelf);
        for (int i = 0; i < 5; ++i) {
            log.say(QStringLiteral("bob"), QStringLiteral("x"));
        }
        state.joined(log.joined());
        log.entries.resize(3);
        QCOMPARE(state.joined(log.joined(false)), RoomState::Start::Gap);
        QCOMPARE(state.head()->seq, 3U);
    }

    void pendingBecomesStored()
    {
        PlainLog log;
        RoomState state(kRoom, kSelf);
        state.joined(log.joined());
        QSignalSpy stored(&state, &RoomState::pendingStored);
        QSignalSpy seen(&state, &RoomState::ownSeen);
        state.putPending(outgoing(QStringLiteral("n1")));
        state.putPending(outgoing(QStringLiteral("n2")));
        state.arrived(log.say(QStringLiteral("me"), QStringLiteral("mine")));  // n1
        QCOMPARE(stored.count(), 1);
        QCOMPARE(seen.count(), 1);
        QCOMPARE(state.pending().size(), 1);
        // The answer came first, the log's own entry later; and its author was oneself before the session was
        // lost.
        state.putPending(outgoing(QStringLiteral("n2"), OutgoingState::Stored, 2));
        QCOMPARE(state.pending().first().state, OutgoingState::Stored);
        state.arrived(log.say(QStringLiteral("me-before"), QStringLiteral("mine")));
        QVERIFY(state.pending().isEmpty());
        // The answer names a place that the log has passed.
        state.putPending(outgoing(QStringLiteral("n9")));
        state.putPending(outgoing(QStringLiteral("n9"), OutgoingState::Stored, 1));
        QVERIFY(state.pending().isEmpty());
        QCOMPARE(state.unread().count(), 0);
        // Nobody else can take away a message by using its nonce.
        state.putPending(outgoing(QStringLiteral("n3")));
        state.arrived(log.say(QStringLiteral("mallory"), QStringLiteral("n3")));
        QCOMPARE(state.pending().size(), 1);
        // Found in history.
        log.say(QStringLiteral("me"), QStringLiteral("mine")).nonce = QStringLiteral("n3");
        state.joined(log.joined(true));
        state.olderArrived(log.page(state.liveFirst(), 10));
        QVERIFY(state.pending().isEmpty());
    }

    void memoryIsBounded()
    {
        PlainLog log;
        for (int i = 0; i < Timeline::kMost + 3'000; ++i) {
            log.say(QStringLiteral("bob"), QString());
        }
        RoomState state(kRoom, kSelf);
        state.joined(log.joined());
        while (state.olderThere()) {
            QVERIFY(state.olderArrived(log.page(state.liveFirst(), 1000)));
        }
        QVERIFY(state.timeline().entries().size() >= Timeline::kMost);
        state.release();
        QCOMPARE(state.timeline().entries().size(), Timeline::kLive);
        QVERIFY(state.olderThere());
        for (int i = 0; i < 1'000; ++i) {
            state.arrived(log.say(QStringLiteral("bob"), QString()));
        }
        QVERIFY(state.timeline().entries().size() <= Timeline::kLive + 200);
        verifyTrue(state, log);
    }

    void peopleComeGoAndType()
    {
        RoomState state(kRoom, kSelf);
        RoomPeople& people = state.people();
        const auto member = [](const QString& user) {
            return protocol::Member{{user, user}, protocol::PresenceState::Active};
        };
        PlainLog log;
        auto joined = log.joined();
        joined.members = {member(QStringLiteral("a")), member(QStringLiteral("b"))};
        joined.memberCount = 5;
        joined.summarised = true;
        state.joined(joined);
        QVERIFY(people.moreThere());
        people.addPage(
            {kRoom, {member(QStringLiteral("b")), member(QStringLiteral("c"))}, QStringLiteral("c"), 5});
        QCOMPARE(people.nextPage(), QStringLiteral("c"));
        people.apply({kRoom, 4, {member(QStringLiteral("d"))}, {{QStringLiteral("a"), {}}}, true, true});
        QCOMPARE(people.count(), 4);
        QCOMPARE(people.members().size(), 3);
        QCOMPARE(people.nextPage(), QString());  // some changes were not told
        const auto now = base::Now::read().steady;
        people.setTyping({kRoom, {QStringLiteral("b"), QStringLiteral("Bea")}, true}, now);
        people.setTyping({kRoom, {QStringLiteral("c"), QStringLiteral("abe")}, true},
                         now + std::chrono::seconds(1));
        QCOMPARE(people.typingNicks(), (QStringList{QStringLiteral("abe"), QStringLiteral("Bea")}));
        people.forgetTyping(now);
        QCOMPARE(people.typingNicks(), QStringList{QStringLiteral("abe")});
        state.arrived(log.say(QStringLiteral("c"), QStringLiteral("said")));
        QVERIFY(people.typingNicks().isEmpty());
        for (int i = 0; i < RoomPeople::kMost + 10; ++i) {
            people.apply({kRoom, 9'999, {member(QString::number(i))}, {}, false, true});
        }
        QCOMPARE(people.members().size(), RoomPeople::kMost);
        for (int i = 0; i < RoomPeople::kMostTyping + 10; ++i) {
            people.setTyping({kRoom, {QString::number(i), QString()}, true}, now);
        }
        QCOMPARE(people.typingNicks().size(), RoomPeople::kMostTyping);
    }
};

QTEST_GUILESS_MAIN(RoomStateTest)
#include "tst_room_state.moc"
