// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/round_trip.h"

using namespace snug;
using namespace snug::net;
using namespace std::chrono_literals;

// When a peer is pinged to measure it, and which pong counts; the clock is turned by hand.
class TestRoundTrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void measuresFromPingToPong();
    void pingsWhenTheFigureIsOld();
    void onlyItsOwnPongCounts();
    void aLostPingIsGivenUp();

private:
    const base::SteadyTime start_{1h};
};

void TestRoundTrip::measuresFromPingToPong()
{
    RoundTrip trip;
    QVERIFY(!trip.last());
    const auto ping = trip.ping(start_);
    QVERIFY(ping && !ping->isEmpty());  // an empty one is a sign of life only
    QVERIFY(!trip.ping(start_ + 1s));   // one is under way
    trip.pong(*ping, start_ + 1500us);
    QCOMPARE(trip.last(), std::optional(1500us));
}

void TestRoundTrip::pingsWhenTheFigureIsOld()
{
    RoundTrip trip;
    const auto first = trip.ping(start_);
    trip.pong(*first, start_);
    QVERIFY(!trip.ping(start_ + RoundTrip::kFresh - 1ms));
    const auto second = trip.ping(start_ + RoundTrip::kFresh);
    QVERIFY(second);
    QVERIFY(*second != *first);
    QCOMPARE(trip.last(), std::optional(0us));  // still the last there is
    trip.pong(*second, start_ + RoundTrip::kFresh + 7us);
    QCOMPARE(trip.last(), std::optional(7us));
}

void TestRoundTrip::onlyItsOwnPongCounts()
{
    RoundTrip trip;
    trip.pong({}, start_);
    trip.pong("1", start_);
    QVERIFY(!trip.last());
    const auto ping = trip.ping(start_);
    trip.pong({}, start_ + 1us);
    trip.pong("other", start_ + 2us);
    QVERIFY(!trip.last());
    trip.pong(*ping, start_ + 3us);
    trip.pong(*ping, start_ + 4us);  // twice
    QCOMPARE(trip.last(), std::optional(3us));
}

void TestRoundTrip::aLostPingIsGivenUp()
{
    RoundTrip trip;
    const auto lost = trip.ping(start_);
    QVERIFY(!trip.ping(start_ + RoundTrip::kLost - 1ms));
    const auto next = trip.ping(start_ + RoundTrip::kLost);
    QVERIFY(next);
    trip.pong(*lost, start_ + RoundTrip::kLost + 1us);
    QVERIFY(!trip.last());
    trip.pong(*next, start_ + RoundTrip::kLost + 2us);
    QCOMPARE(trip.last(), std::optional(2us));
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
