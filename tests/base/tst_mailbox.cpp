// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QThread>
#include <atomic>
#include <memory>

#include "base/mailbox.h"

using snug::base::Mailbox;

class TestMailbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsFullRefusesAndKeepsNothing()
    {
        Mailbox<int> box(2);
        QVERIFY(box.push(1) && box.push(2));
        QVERIFY(!box.push(3));
        std::vector<int> batch;
        box.takeAll(batch);
        QCOMPARE(batch, (std::vector<int>{1, 2}));
        box.takeAll(batch);
        QVERIFY(batch.empty());
        QVERIFY(box.push(4));
    }

    void oneWakeUpABatch()
    {
        Mailbox<int> box(10);
        int wakeUps = 0;
        box.onWake([&] { ++wakeUps; });
        std::vector<int> batch;
        for (int round = 1; round <= 3; ++round) {
            QVERIFY(box.push(1) && box.push(2) && box.push(3));
            QCOMPARE(wakeUps, round);
            box.takeAll(batch);
        }
    }

    void movesWhatCannotBeCopied()
    {
        Mailbox<std::unique_ptr<int>> box(1);
        QVERIFY(box.push(std::make_unique<int>(7)));
        std::vector<std::unique_ptr<int>> batch;
        box.takeAll(batch);
        QCOMPARE(*batch.at(0), 7);
    }

    // Each of several threads pushes its numbers in order; all arrive, once, each thread's in its order.
    void manyPushersLoseNothing()
    {
        constexpr int kPushers = 4;
        constexpr int kEach = 20'000;
        Mailbox<std::pair<int, int>> box(1'000);
        std::vector<std::unique_ptr<QThread>> pushers;
        for (int pusher = 0; pusher < kPushers; ++pusher) {
            pushers.emplace_back(QThread::create([&box, pusher] {
                for (int number = 0; number < kEach; ++number) {
                    while (!box.push({pusher, number})) {
                        QThread::yieldCurrentThread();
                    }
                }
            }));
            pushers.back()->start();
        }
        std::vector<int> next(kPushers, 0);
        std::vector<std::pair<int, int>> batch;
        for (int taken = 0; taken < kPushers * kEach; taken += static_cast<int>(batch.size())) {
            box.takeAll(batch);
            for (const auto& [pusher, number] : batch) {
                QCOMPARE(number, next.at(static_cast<std::size_t>(pusher))++);
            }
        }
        for (const auto& pusher : pushers) {
            QVERIFY(pusher->wait(30'000));
        }
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
