// SPDX-License-Identifier: GPL-3.0-or-later
// The pure parts of the client: back-off, unread marks, recovery, archive.
#include <QTest>
#include <random>

#include "client/archive.h"
#include "client/backoff.h"
#include "client/client_fixture.h"
#include "client/recovery.h"
#include "client/unread.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using namespace std::chrono_literals;

class SmallPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backoffGrowsWithinItsBounds()
    {
        std::mt19937 engine(testSeed());
        std::uniform_real_distribution<double> lot(0, 1);
        const Backoff::Range range{500ms, 30s};
        for (int round = 0; round < 200; ++round) {
            Backoff backoff(range, [&] { return lot(engine); });
            auto top = range.least;
            for (int i = 0; i < 40; ++i) {
                top = std::min(range.most, top * 2);
                const auto wait = backoff.next();
                QVERIFY(wait >= range.least && wait <= top);
            }
            backoff.reset();
            QVERIFY(backoff.next() <= 2 * range.least);
        }
    }

    void backoffSpreads()
    {
        Backoff low({500ms, 30s}, [] { return 0.0; });
        Backoff high({500ms, 30s}, [] { return 0.999; });
        low.atLeast(6);
        high.atLeast(6);
        QCOMPARE(low.next(), 500ms);
        QVERIFY(high.next() > 29s);
        high.atLeast(2);  // never fewer
        QCOMPARE(high.tries(), 7);
    }

    void mentionsAreWholeWords()
    {
        QVERIFY(mentions(QStringLiteral("hello Ada!"), QStringLiteral("ada")));
        QVERIFY(mentions(QStringLiteral("@ada: look"), QStringLiteral("ada")));
        QVERIFY(mentions(QStringLiteral("adamant ada"), QStringLiteral("ada")));
        QVERIFY(!mentions(QStringLiteral("adamant"), QStringLiteral("ada")));
        QVERIFY(!mentions(QStringLiteral("canada"), QStringLiteral("ada")));
        QVERIFY(!mentions(QStringLiteral("anything"), QString()));
    }

    void unreadLineStaysUntilOneLooksAway()
    {
        Unread unread;
        unread.joined({QStringLiteral("e"), 10});
        QCOMPARE(unread.readTo().seq, 10U);
        protocol::LogEntry entry;
        entry.seq = 11;
        unread.added(entry, true, false, true);  // own: read
        QCOMPARE(unread.count(), 0);
        entry.seq = 12;
        unread.added(entry, false, true, true);
        QCOMPARE(unread.count(), 1);
        QVERIFY(unread.mentioned());
        QCOMPARE(unread.newFrom(), 12U);
        unread.setReading(true, 12);
        QCOMPARE(unread.count(), 0);
        QVERIFY(!unread.mentioned());
        QCOMPARE(unread.newFrom(), 12U);
        entry.seq = 13;
        unread.added(entry, false, false, true);  // before one's eyes
        QCOMPARE(unread.count(), 0);
        QCOMPARE(unread.newFrom(), 12U);
        entry.seq = 14;
        unread.added(entry, false, false, false);  // missed while away, though the window is open
        QCOMPARE(unread.count(), 1);
        QCOMPARE(unread.newFrom(), 14U);
        unread.readAll(14);
        unread.setReading(false, 14);
        QCOMPARE(unread.newFrom(), 0U);
    }

    void unreadOfAnotherLogIsNew()
    {
        Unread unread;
        unread.restore({QStringLiteral("old"), 50});
        unread.joined({QStringLiteral("new"), 7});
        QCOMPARE(unread.readTo(), (protocol::Position{QStringLiteral("new"), 0}));
        Unread shrunk;
        shrunk.restore({QStringLiteral("e"), 50});
        shrunk.joined({QStringLiteral("e"), 7});
        QCOMPARE(shrunk.readTo().seq, 7U);
    }

    void recoveryWaitsForEveryRoom()
    {
        Recovery recovery;
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        const QString c = QStringLiteral("c");
        QVERIFY(!recovery.caughtUp(a, 3, false));  // no reconnect
        recovery.begin({a, b, c});
        QVERIFY(!recovery.caughtUp(a, 3, false));
        recovery.begin({a, b, c});  // dropped again before the others were there
        QVERIFY(!recovery.caughtUp(a, 1, false));
        QVERIFY(!recovery.caughtUp(b, 10, true));
        const auto report = recovery.gaveUp(c);
        QVERIFY(report.has_value());
        QCOMPARE(report->missed, 14);
        QCOMPARE(report->gaps, QStringList{b});
        QCOMPARE(report->lost, QStringList{c});
        QVERIFY(!recovery.caughtUp(a, 3, false));
    }

    void archiveIsBounded()
    {
        Archive archive;
        for (int i = 0; i < Archive::kMostRooms + 50; ++i) {
            const QString room = QStringLiteral("room%1").arg(i);
            if (i < 10) {
                archive.setJoined(room, true);
            } else {
                archive.setReadTo(room, {QStringLiteral("e"), 1});
            }
        }
        QCOMPARE(archive.memory().rooms.size(), Archive::kMostRooms);
        for (int i = 0; i < 10; ++i) {
            QVERIFY(archive.room(QStringLiteral("room%1").arg(i)).joined);
        }
        archive.setDraft(QStringLiteral("room0"), QStringLiteral("x").repeated(Archive::kMostDraft + 5));
        QCOMPARE(archive.room(QStringLiteral("room0")).draft.size(), Archive::kMostDraft);
        for (int i = 0; i < 30; ++i) {
            archive.setSession(QStringLiteral("t"), QStringLiteral("u%1").arg(i));
        }
        QCOMPARE(archive.memory().former.size(), Archive::kMostFormer);
        QCOMPARE(archive.memory().former.last(), QStringLiteral("u28"));
        archive.setJoined(QStringLiteral("room1"), false);
        QVERIFY(!archive.memory().rooms.contains(QStringLiteral("room1")));  // nothing to remember
    }
};

QTEST_GUILESS_MAIN(SmallPartsTest)
#include "tst_small_parts.moc"
