// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QThread>
#include <atomic>
#include <semaphore>

#include "base/task_queue.h"
#include "observe/health_board.h"
#include "observe/loop_lag.h"
#include "observe/metrics.h"
#include "observe/ops_thread.h"

using namespace snug;
using namespace std::chrono_literals;
using observe::HealthStatus;

namespace {

// A thread with a loop, on which a test can hold up everything for as long as it wants.
class Loop {
public:
    Loop()
    {
        tasks_.moveToThread(&thread_);
        thread_.start();
    }
    ~Loop()
    {
        release();
        thread_.quit();
        thread_.wait();
    }
    Q_DISABLE_COPY_MOVE(Loop)

    observe::Poster poster()
    {
        return [this](std::function<void()> task) { tasks_.post(std::move(task)); };
    }
    void hold()
    {
        tasks_.post([this] {
            held_.release();
            gate_.acquire();
        });
        held_.acquire();
    }
    void release() { gate_.release(); }

private:
    std::binary_semaphore gate_{0};
    std::binary_semaphore held_{0};
    base::TaskQueue tasks_;
    QThread thread_;
};

}  // namespace

class TestLoopLag : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movingThreadPassesAndIsMeasured();
    void heldThreadFailsAndRecovers();
    void taskMayOutliveTheWatcher();
    void opsThreadRunsTasksThereUntilStopped();
};

void TestLoopLag::movingThreadPassesAndIsMeasured()
{
    observe::Metrics metrics({});
    observe::HealthBoard board;
    Loop loop;
    observe::LoopLag lag(board, metrics, {1h, 2h, 3h});
    lag.watch(QStringLiteral("hub"), loop.poster());
    for (int round = 1; round <= 3; ++round) {
        QTRY_COMPARE(lag.longestStall(base::Now::read().steady), 0ms);
        lag.tick(base::Now::read());
        const QByteArray counted =
            "snug_loop_lag_seconds_count{thread=\"hub\"} " + QByteArray::number(round) + "\n";
        QTRY_VERIFY(metrics.exposition().contains(counted));
    }
    const auto health = board.snapshot(base::Now::read());
    QCOMPARE(health.overall, HealthStatus::Pass);
    QCOMPARE(health.probes[0].name, QStringLiteral("hub:lag"));
    QCOMPARE(health.probes[0].reading.unit, QStringLiteral("s"));
}

void TestLoopLag::heldThreadFailsAndRecovers()
{
    observe::Metrics metrics({});
    observe::HealthBoard board;
    Loop moving;
    Loop stuck;
    observe::LoopLag lag(board, metrics, {10s, 60s, 1h});
    lag.watch(QStringLiteral("hub"), moving.poster());
    lag.watch(QStringLiteral("store"), stuck.poster());
    stuck.hold();
    const auto hubAnswered = [&metrics](int times) {
        const QByteArray counted =
            "snug_loop_lag_seconds_count{thread=\"hub\"} " + QByteArray::number(times) + "\n";
        return metrics.exposition().contains(counted);
    };
    lag.tick(base::Now::read());
    QTRY_VERIFY(hubAnswered(1));

    // The clock is turned instead of waiting.
    const auto later = [](std::chrono::seconds time) {
        const auto now = base::Now::read();
        return base::Now{now.steady + time, now.wall + time};
    };
    lag.tick(later(11s));
    QCOMPARE(board.snapshot(later(11s)).overall, HealthStatus::Warn);
    QTRY_VERIFY(hubAnswered(2));
    lag.tick(later(61s));
    const auto health = board.snapshot(later(61s));
    QCOMPARE(health.overall, HealthStatus::Fail);
    QCOMPARE(health.probes[0].reading.status, HealthStatus::Pass);  // hub
    QVERIFY(health.probes[1].reading.reason.contains(QStringLiteral("has not answered")));
    QVERIFY(lag.longestStall(later(61s).steady) >= 61s);

    stuck.release();
    QTRY_COMPARE(lag.longestStall(base::Now::read().steady), 0ms);
    lag.tick(base::Now::read());  // reports how late the held task was, and posts anew
    QTRY_COMPARE(lag.longestStall(base::Now::read().steady), 0ms);
    lag.tick(base::Now::read());
    QCOMPARE(board.snapshot(base::Now::read()).overall, HealthStatus::Pass);
}

void TestLoopLag::taskMayOutliveTheWatcher()
{
    observe::Metrics metrics({});
    observe::HealthBoard board;
    Loop loop;
    loop.hold();
    {
        observe::LoopLag lag(board, metrics);
        lag.watch(QStringLiteral("hub"), loop.poster());
        lag.tick(base::Now::read());
    }
    loop.release();
    QTRY_VERIFY(metrics.exposition().contains("snug_loop_lag_seconds_count{thread=\"hub\"} 1\n"));
}

void TestLoopLag::opsThreadRunsTasksThereUntilStopped()
{
    observe::OpsThread ops;
    QThread* where = nullptr;
    ops.run([&where] { where = QThread::currentThread(); });
    QVERIFY(where != nullptr && where != QThread::currentThread());
    QCOMPARE(where->objectName(), QStringLiteral("ops"));

    std::atomic<int> ticks = 0;
    std::atomic<bool> elsewhere = false;
    ops.every(1ms, [&, where] {
        elsewhere = elsewhere || QThread::currentThread() != where;
        ++ticks;
    });
    QVERIFY(ticks >= 1);  // the first at once
    QTRY_VERIFY(ticks >= 5);
    ops.stop();
    ops.stop();
    const int last = ticks;
    QTest::qWait(20);
    QCOMPARE(ticks, last);
    QVERIFY(!elsewhere);
}

QTEST_GUILESS_MAIN(TestLoopLag)
#include "tst_loop_lag.moc"
