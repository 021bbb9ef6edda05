// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QThread>
#include <thread>

#include "base/task_queue.h"

using snug::base::TaskQueue;

class TestTaskQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void runsInOrderOnItsThread();
    void waitingSeesWhatTheTaskDid();
    void fullQueueRefuses();
    void manyThreadsLoseNothing();
    void waitingTasksGoWithTheQueue();

private:
    QThread thread_;
    std::unique_ptr<TaskQueue> tasks_;
};

void TestTaskQueue::init()
{
    tasks_ = std::make_unique<TaskQueue>(100);
    tasks_->moveToThread(&thread_);
    thread_.start();
}

void TestTaskQueue::cleanup()
{
    thread_.quit();
    thread_.wait();
    tasks_.reset();
}

void TestTaskQueue::runsInOrderOnItsThread()
{
    std::vector<int> order;
    bool elsewhere = false;
    for (int i = 0; i < 50; ++i) {
        QVERIFY(tasks_->post([&, i] {
            order.push_back(i);
            elsewhere = elsewhere || QThread::currentThread() != &thread_;
        }));
    }
    tasks_->runAndWait([] {});
    QCOMPARE(order.size(), std::size_t{50});
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QVERIFY(!elsewhere);
}

void TestTaskQueue::waitingSeesWhatTheTaskDid()
{
    int value = 0;
    for (int i = 1; i <= 1000; ++i) {
        tasks_->runAndWait([&value] { ++value; });
        QCOMPARE(value, i);
    }
}

void TestTaskQueue::fullQueueRefuses()
{
    TaskQueue here(2);  // nobody runs it meanwhile
    int ran = 0;
    QVERIFY(here.post([&ran] { ++ran; }));
    QVERIFY(here.post([&ran] { ++ran; }));
    QVERIFY(!here.post([&ran] { ran = 100; }));
    QTRY_COMPARE(ran, 2);
    QVERIFY(here.post([&ran] { ++ran; }));
    QTRY_COMPARE(ran, 3);
}

void TestTaskQueue::manyThreadsLoseNothing()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 5000;
    int ran = 0;  // of the queue's thread only
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < kEach; ++i) {
                while (!tasks_->post([&ran] { ++ran; })) {
                    std::this_thread::yield();
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    while (!tasks_->post([] {})) {
        std::this_thread::yield();
    }
    int seen = 0;
    QTRY_VERIFY((tasks_->runAndWait([&] { seen = ran; }), seen == kThreads * kEach));
}

void TestTaskQueue::waitingTasksGoWithTheQueue()
{
    const auto witness = std::make_shared<int>(0);
    {
        TaskQueue here;
        QVERIFY(here.post([witness] { ++*witness; }));
        QCOMPARE(witness.use_count(), 2L);
    }
    QCOMPARE(witness.use_count(), 1L);
    QCoreApplication::processEvents();
    QCOMPARE(*witness, 0);
}

QTEST_GUILESS_MAIN(TestTaskQueue)
#include "tst_task_queue.moc"
