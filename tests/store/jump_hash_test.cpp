// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/jump_hash.h"

#include <QTest>
#include <vector>

using snug::store::jumpHash;

class JumpHashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What is stored must be found again by every later version: these never change.
    void isTheSameForEver()
    {
        QCOMPARE(jumpHash("lobby", 1), 0);
        std::vector<int> places;
        for (const char* const room : {"lobby", "kitchen", "release-0.1", "a", ""}) {
            places.push_back(jumpHash(room, 10));
        }
        QCOMPARE(places, (std::vector<int>{8, 2, 4, 5, 1}));
    }

    void spreadsEvenly()
    {
        constexpr int kKeys = 30'000;
        std::vector<int> counts(3);
        for (int key = 0; key < kKeys; ++key) {
            ++counts.at(static_cast<std::size_t>(jumpHash("room-" + QByteArray::number(key), 3)));
        }
        for (const int count : counts) {
            QVERIFY2(std::abs(count - kKeys / 3) < kKeys / 50, qPrintable(QString::number(count)));
        }
    }

    void oneServerMoreMovesOnlyToIt()
    {
        constexpr int kKeys = 10'000;
        int moved = 0;
        for (int key = 0; key < kKeys; ++key) {
            const QByteArray name = "room-" + QByteArray::number(key);
            const int before = jumpHash(name, 4);
            const int after = jumpHash(name, 5);
            QVERIFY(after == before || after == 4);
            moved += after != before ? 1 : 0;
        }
        QVERIFY2(moved > kKeys / 6 && moved < kKeys / 4, qPrintable(QString::number(moved)));
    }
};

QTEST_APPLESS_MAIN(JumpHashTest)
#include "jump_hash_test.moc"
