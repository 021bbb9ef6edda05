// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <random>
#include <vector>

#include "load/histogram.h"

using snug::load::Histogram;

class TestHistogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        const Histogram histogram;
        QCOMPARE(histogram.count(), 0U);
        QCOMPARE(histogram.quantile(0.5), 0);
        QCOMPARE(histogram.max(), 0);
    }

    void isExactBelow64Nanoseconds()
    {
        Histogram histogram;
        for (int value = 1; value <= 60; ++value) {
            histogram.record(value);
        }
        QCOMPARE(histogram.quantile(0.5), 30);
        QCOMPARE(histogram.quantile(1.0), 60);
        QCOMPARE(histogram.max(), 60);
    }

    // Against sorting, which is what a quantile means.
    void agreesWithSorting()
    {
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937_64 random(seed);
        std::lognormal_distribution<double> latency(std::log(2e6), 1.5);
        Histogram histogram;
        std::vector<qint64> all;
        for (int i = 0; i < 100'000; ++i) {
            const auto value = static_cast<qint64>(latency(random));
            histogram.record(value);
            all.push_back(value);
        }
        std::sort(all.begin(), all.end());
        for (const double share : {0.01, 0.5, 0.9, 0.99, 0.999, 1.0}) {
            const qint64 exact = all[static_cast<std::size_t>(std::ceil(share * 100'000)) - 1];
            const qint64 found = histogram.quantile(share);
            QVERIFY2(found >= exact && static_cast<double>(found) <= static_cast<double>(exact) * 1.016,
                     qPrintable(QStringLiteral("%1: %2 instead of %3").arg(share).arg(found).arg(exact)));
        }
        QCOMPARE(histogram.max(), all.back());
        QCOMPARE(histogram.count(), 100'000U);
    }

    void takesAnythingAtTheEnds()
    {
        Histogram histogram;
        histogram.record(-5);
        histogram.record(std::numeric_limits<qint64>::max());
        QCOMPARE(histogram.count(), 2U);
        QCOMPARE(histogram.quantile(0.5), 0);
        QCOMPARE(histogram.max(), std::numeric_limits<qint64>::max());
        histogram.clear();
        QCOMPARE(histogram.count(), 0U);
    }
};

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_load_histogram.moc"
