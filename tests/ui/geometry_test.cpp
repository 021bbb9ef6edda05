// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <numeric>
#include <random>

#include "ui/timeline_geometry.h"

using snug::ui::TimelineGeometry;

class GeometryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void empty();
    void agreesWithAPlainModel();
};

void GeometryTest::empty()
{
    TimelineGeometry geometry;
    QCOMPARE(geometry.total(), 0);
    QCOMPARE(geometry.rowAt(0), -1);
    geometry.insert(0, {10, 20});
    QCOMPARE(geometry.rowAt(-5), 0);
    QCOMPARE(geometry.rowAt(9), 0);
    QCOMPARE(geometry.rowAt(10), 1);
    QCOMPARE(geometry.rowAt(999), 1);
    geometry.clear();
    QCOMPARE(geometry.total(), 0);
    QCOMPARE(geometry.rowAt(3), -1);
}

void GeometryTest::agreesWithAPlainModel()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const auto below = [&random](int bound) {
        return std::uniform_int_distribution<int>(0, bound - 1)(random);
    };
    TimelineGeometry geometry;
    std::vector<int> plain;
    for (int step = 0; step < 10'000; ++step) {
        const int what = below(10);
        const int size = static_cast<int>(plain.size());
        if (what < 4 || size == 0) {
            std::vector<int> heights(static_cast<std::size_t>(1 + below(4)));
            std::generate(heights.begin(), heights.end(), [&] { return 1 + below(80); });
            const int at = below(2) == 0 ? size : below(size + 1);
            geometry.insert(at, heights);
            plain.insert(plain.begin() + at, heights.begin(), heights.end());
        } else if (what < 6) {
            const int first = below(size);
            const int count = 1 + below(std::min(size - first, 5));
            geometry.remove(first, count);
            plain.erase(plain.begin() + first, plain.begin() + first + count);
        } else if (what < 9) {
            const int row = below(size);
            const int height = 1 + below(80);
            geometry.setMeasured(row, height);
            plain[static_cast<std::size_t>(row)] = height;
            QVERIFY(geometry.isMeasured(row));
        } else {
            geometry.forget(0, size - 1);
            QVERIFY(!geometry.isMeasured(below(size)));
        }
        QCOMPARE(geometry.rows(), static_cast<int>(plain.size()));
        const int total = std::accumulate(plain.begin(), plain.end(), 0);
        QCOMPARE(geometry.total(), total);
        if (!plain.empty()) {
            const int row = below(static_cast<int>(plain.size()));
            const int top = std::accumulate(plain.begin(), plain.begin() + row, 0);
            QCOMPARE(geometry.top(row), top);
            QCOMPARE(geometry.rowAt(top), row);
            QCOMPARE(geometry.rowAt(top + plain[static_cast<std::size_t>(row)] - 1), row);
        }
    }
}

QTEST_MAIN(GeometryTest)
#include "geometry_test.moc"
