// SPDX-License-Identifier: GPL-3.0-or-later
// Timeline and RoomState alone, against a log that is simply a list.
#include <QSignalSpy>
#include <QtTest>
#include <random>

#include "client/client_fixture.h"
#include "client/room_state.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;

namespace {

const QString kRoom = QStringLiteral("lobby");
const Self kSelf{{QStringLiteral("me"), QStringLiteral("ada")}, {QStringLiteral("me-before")}};

// The truth.
struct Log {
    QString epoch = QStringLiteral("e1");
    QVector<protocol::LogEntry> entries;

    protocol::LogEntry& say(const QString& user, const QString& text)
    {
        protocol::LogEntry entry;
        entry.room = kRoom;
        entry.seq = static_cast<quint64>(entries.size()) + 1;
        entry.from = {user, user};
        entry.text = text;
        entry.nonce = QStringLiteral("n%1").arg(entry.seq);
        entries.append(entry);
        return entries.last();
    }
    quint64 head() const { return static_cast<quint64>(entries.size()); }
    protocol::Joined joined(bool gap = false) const
    {
        protocol::Joined joined;
        joined.room = kRoom;
        joined.head = {epoch, head()};
        joined.gap = gap;
        return joined;
    }
    protocol::HistoryPage page(quint64 before, int limit) const
    {
        const auto end = std::min<qsizetype>(static_cast<qsizetype>(before) - 1, entries.size());
        const auto first = std::max<qsizetype>(0, end - limit);
        return {kRoom, epoch, entries.mid(first, end - first), first > 0};
    }
};

Outgoing outgoing(const QString& nonce, OutgoingState state = OutgoingState::Queued, quint64 seq = 0)
{
    Outgoing message;
    message.room = kRoom;
    message.text = QStringLiteral("mine");
    message.nonce = nonce;
    message.state = state;
    message.seq = seq;
    return message;
}

// What is in memory is a run of the log up to the head, perhaps with an older run before a gap.
void verifyTrue(const RoomState& state, const Log& log)
{
    const Timeline& timeline = state.timeline();
    const auto& entries = timeline.entries();
    QVERIFY(entries.size() <= Timeline::kMost + 200);
    for (qsizetype i = timeline.liveBegin(); i < entries.size(); ++i) {
        QCOMPARE(entries.at(i), log.entries.at(static_cast<qsizetype>(entries.at(i).seq) - 1));
        QCOMPARE(entries.at(i).seq, state.head()->seq - static_cast<quint64>(entries.size() - 1 - i));
    }
    for (qsizetype i = 1; i < timeline.liveBegin(); ++i) {
        QCOMPARE(entries.at(i).seq, entries.at(i - 1).seq + 1);
    }
    if (timeline.hasGap() && !timeline.gapIsForGood()) {
        QVERIFY(entries.at(timeline.liveBegin() - 1).seq + 1 < state.liveFirst());
    }
}

}  // namespace

class RoomStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsFreshAndPagesBack()
    {
        Log log;
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
        Log log;
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
        Log log;
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
        Log log;
        RoomState state(kRoom, kSelf);
        state.joined(log.joined());
        for (int i = 0; i < 5; ++i) {
            state.arrived(log.say(QStringLiteral("bob"), QStringLiteral("old")));
        }
        Log other;
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
        Log log;
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
        Log log;
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
        Log log;
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
        Log log;
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

    // Whatever the network and the server do in whatever order, the room is true and complete in the end.
    void randomDropsRepeatsAndGaps()
    {
        std::mt19937 engine(testSeed());
        const auto chance = [&engine](int percent) { return static_cast<int>(engine() % 100) < percent; };
        for (int round = 0; round < 30; ++round) {
            Log log;
            RoomState state(kRoom, kSelf);
            bool connected = false;
            for (int step = 0; step < 600; ++step) {
                if (chance(60)) {
                    const auto entry =
                        log.say(chance(20) ? QStringLiteral("me") : QStringLiteral("bob"), QString());
                    if (connected && chance(90)) {
                        state.arrived(entry);  // else it was lost on the way
                    }
                } else if (chance(10) && !log.entries.isEmpty()) {
                    state.arrived(log.entries.at(static_cast<qsizetype>(engine() % log.head())));
                } else if (chance(15)) {
                    connected = false;
                } else if (chance(30)) {
                    const bool gap = state.head() && log.head() - state.head()->seq > 20;
                    const quint64 from = state.head() ? state.head()->seq : log.head();
                    if (state.joined(log.joined(gap)) == RoomState::Start::Resumed) {
                        for (quint64 seq = from; seq < log.head(); ++seq) {
                            QCOMPARE(state.arrived(log.entries.at(static_cast<qsizetype>(seq))),
                                     RoomState::Arrival::Appended);
                        }
                    }
                    connected = true;
                } else if (state.olderThere() && state.head()) {
                    state.olderArrived(log.page(state.liveFirst(), 1 + static_cast<int>(engine() % 30)));
                } else if (chance(20)) {
                    state.setReading(chance(50));
                }
                verifyTrue(state, log);
                if (QTest::currentTestFailed()) {
                    return;
                }
            }
            while (state.head() && state.olderThere()) {
                QVERIFY(state.olderArrived(log.page(state.liveFirst(), 30)));
            }
            QVERIFY(!state.timeline().hasGap());
            if (state.head()) {
                QCOMPARE(state.timeline().entries(),
                         log.entries.mid(0, static_cast<qsizetype>(state.head()->seq)));
                int unread = 0;
                for (const auto& entry : state.timeline().entries()) {
                    unread += entry.seq > state.unread().readTo().seq && !kSelf.owns(entry);
                }
                QCOMPARE(state.unread().count(), unread);
            }
        }
    }
};

QTEST_GUILESS_MAIN(RoomStateTest)
#include "tst_room_state.moc"
