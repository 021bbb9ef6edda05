// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/ledger.h"

using namespace snug::load;

namespace {

// Two rooms of three members: keys 0–2 and 3–5, and an idle connection, 6.
Plan twoRooms()
{
    Plan plan;
    plan.rooms = 2;
    plan.members = 3;
    plan.idle = 1;
    return plan;
}

}  // namespace

class TestLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isContentWhenAllCame()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {});
        const Time due{std::chrono::seconds(5)};
        const std::uint64_t first = ledger.started(0, due);
        const std::uint64_t second = ledger.started(1, due);
        QCOMPARE(ledger.unfinished(), 2U);
        for (const std::size_t key : {0U, 1U, 2U}) {
            const Ledger::Arrival arrival = ledger.delivered(key, 1, first);
            QVERIFY(arrival.known);
            QVERIFY(!arrival.complete);
            QCOMPARE(arrival.due, due);
        }
        QVERIFY(ledger.acknowledged(1, first).complete);
        QCOMPARE(ledger.unfinished(), 1U);
        QVERIFY(!ledger.acknowledged(1, second).complete);
        ledger.delivered(3, 1, second);
        ledger.delivered(4, 1, second);
        QVERIFY(ledger.delivered(5, 1, second).complete);
        ledger.close();
        QVERIFY(!ledger.faults().any());
    }

    void seesGapsAndDuplicates()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {});
        for (int i = 0; i < 3; ++i) {
            ledger.started(0, Time{});
        }
        ledger.delivered(0, 1, 1);
        ledger.delivered(0, 3, 3);
        QCOMPARE(ledger.faults().gaps, 1U);
        QVERIFY(!ledger.delivered(0, 3, 3).known);
        QVERIFY(!ledger.delivered(0, 2, 2).known);
        QCOMPARE(ledger.faults().duplicates, 2U);
        ledger.close();
        QCOMPARE(ledger.faults().missing, 3U * 4 - 2);
    }

    void seesMessagesThatDoNotBelong()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {});
        const std::uint64_t ordinal = ledger.started(0, Time{});
        QVERIFY(!ledger.delivered(3, 1, ordinal).known);  // in the other room
        QVERIFY(!ledger.delivered(6, 1, ordinal).known);  // to one that is in no room
        QVERIFY(!ledger.delivered(0, 1, 99).known);       // never sent
        QVERIFY(ledger.delivered(1, 1, ordinal).known);
        QVERIFY(!ledger.acknowledged(2, ordinal).known);  // another seq than the members saw
        QVERIFY(!ledger.delivered(1, 2, ordinal).known);  // stored twice
        QCOMPARE(ledger.faults().strangers, 5U);
    }

    void countsRefusalsOnce()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {});
        const std::uint64_t ordinal = ledger.started(0, Time{});
        ledger.refused(ordinal);
        QCOMPARE(ledger.unfinished(), 0U);
        ledger.close();
        QCOMPARE(ledger.faults().refused, 1U);
        QCOMPARE(ledger.faults().missing, 0U);
        QVERIFY(!ledger.delivered(0, 1, ordinal).known);
        QVERIFY(ledger.faults().strangers == 1);
    }

    void tellsWhoseTurnItIs()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {});
        for (const std::size_t sender : {0U, 1U, 2U, 0U}) {
            QCOMPARE(ledger.senderOf(ledger.started(0, Time{})), sender);
        }
        QCOMPARE(ledger.senderOf(ledger.started(1, Time{})), 3U);
    }

    void knowsWhoWaitsForAnAnswer()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {});
        for (int i = 0; i < 3; ++i) {
            ledger.started(0, Time{});
        }
        ledger.acknowledged(1, 2);
        ledger.delivered(0, 1, 2);
        QCOMPARE(ledger.lastSeq(0), 1U);
        QCOMPARE(ledger.unanswered(), (std::vector<std::uint64_t>{1, 3}));
        ledger.refused(3);
        QCOMPARE(ledger.unanswered(), std::vector<std::uint64_t>{1});
    }

    void takesTheOwnCopyForAnAnswerWhereThereIsNone()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {.answered = false});
        const std::uint64_t ordinal = ledger.started(0, Time{});
        QVERIFY(ledger.delivered(0, 1, ordinal).answers);
        QVERIFY(!ledger.delivered(1, 1, ordinal).answers);
        QVERIFY(ledger.delivered(2, 1, ordinal).complete);
        QCOMPARE(ledger.unfinished(), 0U);
    }

    // Where nothing is numbered, messages of two senders may cross, those of one may not.
    void watchesEachSendersOrderWhereNothingIsNumbered()
    {
        const Plan plan = twoRooms();
        Ledger ledger(plan, {.numbered = false, .answered = false});
        for (int i = 0; i < 6; ++i) {
            ledger.started(0, Time{});
        }
        for (const std::uint64_t ordinal : {2U, 1U, 3U, 5U, 4U, 6U}) {
            QVERIFY(ledger.delivered(0, 0, ordinal).known);
        }
        QVERIFY(!ledger.faults().any());
        QVERIFY(!ledger.delivered(0, 0, 5).known);
        QCOMPARE(ledger.faults().duplicates, 1U);
        for (const std::uint64_t ordinal : {2U, 3U, 4U, 1U}) {  // 1 and 4 are of one sender
            QVERIFY(ledger.delivered(1, 0, ordinal).known);
        }
        QCOMPARE(ledger.faults().gaps, 1U);
        ledger.close();
        QCOMPARE(ledger.faults().missing, 2U + 6U);
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_load_ledger.moc"
