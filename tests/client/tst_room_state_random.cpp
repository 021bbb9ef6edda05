// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <random>

#include "client/client_fixture.h"
#include "client/plain_log.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;

class RoomStateRandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Whatever the network and the server do in whatever order, the room is true and complete in the end.
    void randomDropsRepeatsAndGaps()
    {
        std::mt19937 engine(testSeed());
        const auto chance = [&engine](int percent) { return static_cast<int>(engine() % 100) < percent; };
        for (int round = 0; round < 30; ++round) {
            PlainLog log;
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

QTEST_GUILESS_MAIN(RoomStateRandomTest)
#include "tst_room_state_random.moc"
