// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>
#include <map>

#include "net/timer_wheel.h"

using namespace snug;
using namespace snug::net;
using namespace std::chrono_literals;

// The wheel against a plain sorted list, with the clock turned by hand.
class TestTimerWheel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neverEarlyAndAtMostOneSlotLate();
    void survivesALongSleep();
};

void TestTimerWheel::neverEarlyAndAtMostOneSlotLate()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    base::SteadyTime now{1h};
    TimerWheel wheel(250ms, 16, now);
    std::map<quint64, base::SteadyTime> model;
    std::vector<TimerWheel::Entry> due;
    quint64 next = 0;
    for (int step = 0; step < 20'000; ++step) {
        if (random.bounded(3) != 0) {
            // Up to 10 s: two and a half rounds of the wheel.
            const auto at = now + std::chrono::milliseconds(random.bounded(10'000));
            wheel.add(base::ConnectionId{++next}, at);
            model.emplace(next, at);
        }
        now += std::chrono::milliseconds(random.bounded(300));
        wheel.advance(now, due);
        for (const auto& entry : due) {
            const auto found = model.find(static_cast<quint64>(entry.who));
            QVERIFY(found != model.end());
            QVERIFY(found->second == entry.due);
            QVERIFY(entry.due <= now);
            model.erase(found);
        }
        QCOMPARE(wheel.size(), model.size());
    }
    for (const auto& [who, at] : model) {
        QVERIFY(at > now - 250ms);
    }
    wheel.advance(now + 11s, due);
    QCOMPARE(due.size(), model.size());
    QCOMPARE(wheel.size(), std::size_t{0});
}

void TestTimerWheel::survivesALongSleep()
{
    base::SteadyTime now{1h};
    TimerWheel wheel(250ms, 16, now);
    std::vector<TimerWheel::Entry> due;
    wheel.add(base::ConnectionId{1}, now + 1s);
    wheel.add(base::ConnectionId{2}, now + 24h);
    now += 12h;
    wheel.advance(now, due);
    QCOMPARE(due.size(), std::size_t{1});
    QCOMPARE(static_cast<quint64>(due.front().who), quint64{1});
    now += 13h;
    wheel.advance(now, due);
    QCOMPARE(due.size(), std::size_t{1});
    QCOMPARE(static_cast<quint64>(due.front().who), quint64{2});
}

QTEST_GUILESS_MAIN(TestTimerWheel)
#include "tst_timer_wheel.moc"
