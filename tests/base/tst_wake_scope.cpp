// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QThread>
#include <memory>

#include "base/mailbox.h"
#include "base/task_queue.h"

using namespace snug::base;

class TestWakeScope : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wakesOnceAtTheEndOfTheOuterScope()
    {
        Mailbox<int> box(10);
        int wakeUps = 0;
        box.onWake([&] { ++wakeUps; });
        {
            const WakeScope outer;
            {
                const WakeScope inner;
                QVERIFY(box.push(1) && box.push(2));
            }
            QCOMPARE(wakeUps, 0);
            QVERIFY(box.push(3));
        }
        QCOMPARE(wakeUps, 1);
        std::vector<int> batch;
        box.takeAll(batch);
        QCOMPARE(batch.size(), std::size_t{3});
        QVERIFY(box.push(4));
        QCOMPARE(wakeUps, 2);
    }

    void eachBoxIsWoken()
    {
        Mailbox<int> one(10);
        Mailbox<int> other(10);
        QStringList woken;
        one.onWake([&] { woken.append(QStringLiteral("one")); });
        other.onWake([&] { woken.append(QStringLiteral("other")); });
        {
            const WakeScope scope;
            QVERIFY(one.push(1) && other.push(1) && one.push(2));
        }
        QCOMPARE(woken, (QStringList{QStringLiteral("one"), QStringLiteral("other")}));
    }

    // A wake-up that pushes to the next box on the way, as TaskQueue does.
    void aWakeUpMayPush()
    {
        Mailbox<int> first(10);
        Mailbox<int> second(10);
        int wakeUps = 0;
        first.onWake([&] { QVERIFY(second.push(1)); });
        second.onWake([&] { ++wakeUps; });
        {
            const WakeScope scope;
            QVERIFY(first.push(1));
        }
        QCOMPARE(wakeUps, 1);
    }

    void anotherThreadIsNotHeldBack()
    {
        Mailbox<int> box(10);
        std::atomic<int> wakeUps = 0;
        box.onWake([&] { ++wakeUps; });
        const WakeScope scope;
        const std::unique_ptr<QThread> pusher(QThread::create([&box] { QVERIFY(box.push(1)); }));
        pusher->start();
        QVERIFY(pusher->wait(30'000));
        QCOMPARE(wakeUps.load(), 1);
    }

    void whoWaitsForATaskIsServed()
    {
        TaskQueue queue;
        QThread thread;
        queue.moveToThread(&thread);
        thread.start();
        bool ran = false;
        {
            const WakeScope scope;
            queue.runAndWait([&ran] { ran = true; });
        }
        QVERIFY(ran);
        thread.quit();
        QVERIFY(thread.wait(30'000));
    }
};

QTEST_GUILESS_MAIN(TestWakeScope)
#include "tst_wake_scope.moc"
