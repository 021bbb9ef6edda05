// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/latency_buckets.h"

using namespace snug::base;

class TestLatencyBuckets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingCountedIsNothing()
    {
        QCOMPARE(quantileOf({}, 0.5), 0.0);
        QCOMPARE(quantileOf({}, 0.99), 0.0);
    }

    void quantilesLieInTheirBucket()
    {
        LatencyCounts counts;
        counts.buckets[3] = 98;  // 0.5 to 1 ms
        counts.buckets[10] = 2;  // 100 to 250 ms
        QCOMPARE(quantileOf(counts, 0.49), 0.00075);
        QCOMPARE(quantileOf(counts, 0.98), 0.001);
        QCOMPARE(quantileOf(counts, 0.99), 0.175);
        QCOMPARE(quantileOf(counts, 1.0), 0.25);
    }

    void whatIsBeyondIsTheLastBound()
    {
        LatencyCounts counts;
        counts.buckets.back() = 1;
        QCOMPARE(quantileOf(counts, 0.5), kLatencyBuckets.back());
    }

    void differencesAreOfEachBucket()
    {
        LatencyCounts before{{}, 1.5};
        LatencyCounts now{{}, 4};
        before.buckets[2] = 3;
        now.buckets[2] = 10;
        now.buckets[5] = 1;
        const LatencyCounts since = now - before;
        QCOMPARE(since.buckets[2], 7ULL);
        QCOMPARE(since.buckets[5], 1ULL);
        QCOMPARE(since.seconds, 2.5);
    }
};

QTEST_GUILESS_MAIN(TestLatencyBuckets)
#include "tst_latency_buckets.moc"
