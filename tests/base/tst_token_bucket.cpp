// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/token_bucket.h"

using namespace snug::base;
using namespace std::chrono_literals;

namespace {

int taken(TokenBucket& bucket, const Rate& rate, SteadyTime now, int tries)
{
    int count = 0;
    for (int at = 0; at < tries; ++at) {
        count += bucket.take(rate, now) ? 1 : 0;
    }
    return count;
}

}  // namespace

class TestTokenBucket : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBurstAndThenTheRate()
    {
        const Rate rate{10, 30};
        TokenBucket bucket;
        SteadyTime now{1h};
        QCOMPARE(taken(bucket, rate, now, 100), 30);
        now += 500ms;
        QCOMPARE(taken(bucket, rate, now, 100), 5);
        now += 1h;
        QCOMPARE(taken(bucket, rate, now, 100), 30);
    }

    void aSlowRateAddsUp()
    {
        const Rate rate{0.5, 1};
        TokenBucket bucket;
        SteadyTime now{1h};
        QCOMPARE(taken(bucket, rate, now, 3), 1);
        now += 1s;
        QCOMPARE(taken(bucket, rate, now, 3), 0);
        now += 1s;
        QCOMPARE(taken(bucket, rate, now, 3), 1);
    }

    void zeroIsNoLimit()
    {
        TokenBucket bucket;
        QCOMPARE(taken(bucket, Rate{}, SteadyTime{1h}, 100'000), 100'000);
    }
};

QTEST_GUILESS_MAIN(TestTokenBucket)
#include "tst_token_bucket.moc"
