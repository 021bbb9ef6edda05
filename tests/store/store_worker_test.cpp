// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QElapsedTimer>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <atomic>
#include <mutex>
#include <thread>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/record_router.h"
#include "store/store_worker.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

namespace {

const QString kRoom = QStringLiteral("lobby");

// Never answers, until it goes.
class SilentStore : public Store {
public:
    explicit SilentStore(Sink sink)
        : sink_(std::move(sink))
    {
    }
    ~SilentStore() override
    {
        for (const Ticket ticket : tickets_) {
            sink_.complete({ticket, Error{ErrorCode::Unavailable, QStringLiteral("the store was closed")}});
        }
    }
    void submit(std::vector<Operation> batch) override
    {
        for (const Operation& operation : batch) {
            tickets_.push_back(ticketOf(operation));
        }
    }

private:
    const Sink sink_;
    std::vector<Ticket> tickets_;
};

// Has some parts of upkeep to do, and counts them. Answers everything.
class UpkeepStore : public Store {
public:
    UpkeepStore(Sink sink, std::atomic<int>& left, std::atomic<int>& asked)
        : sink_(std::move(sink))
        , left_(left)
        , asked_(asked)
    {
    }
    void submit(std::vector<Operation> batch) override
    {
        for (const Operation& operation : batch) {
            sink_.complete({ticketOf(operation), Outcome(base::Done{})});
        }
    }
    bool upkeep() override
    {
        ++asked_;
        return left_ > 0 && --left_ > 0;
    }

private:
    const Sink sink_;
    std::atomic<int>& left_;
    std::atomic<int>& asked_;
};

// What the store thread told, safe to look at from the test's.
struct Record {
    mutable std::mutex mutex;
    std::vector<protocol::LogEntry> feed;
    std::vector<Completion> completions;
    std::vector<std::size_t> batches;
    std::vector<QThread*> threads;

    Store::Sink sink()
    {
        return {[this](protocol::LogEntry entry) {
                    const std::lock_guard lock(mutex);
                    feed.push_back(std::move(entry));
                },
                [this](Completion completion) {
                    const std::lock_guard lock(mutex);
                    completions.push_back(std::move(completion));
                    threads.push_back(QThread::currentThread());
                }};
    }
    StoreWorker::BatchDone batchDone()
    {
        return [this](std::chrono::nanoseconds commit, std::size_t operations) {
            Q_ASSERT(commit.count() >= 0);
            const std::lock_guard lock(mutex);
            batches.push_back(operations);
        };
    }
    std::size_t completed() const
    {
        const std::lock_guard lock(mutex);
        return completions.size();
    }
};

Append numbered(Ticket ticket, const QString& user)
{
    Append op = say(kRoom, QString::number(ticket), QString::number(ticket), 1'000, user);
    op.ticket = ticket;
    return op;
}

}  // namespace

// The store thread: what it accepts, in which order, and how it ends.
class StoreWorkerTest : public QObject {
    Q_OBJECT

    static StoreFactory upkeepStore(std::atomic<int>& left, std::atomic<int>& asked)
    {
        return [&left, &asked](Store::Sink sink) -> Result<std::unique_ptr<Store>> {
            return std::unique_ptr<Store>(std::make_unique<UpkeepStore>(std::move(sink), left, asked));
        };
    }

private Q_SLOTS:
    void upkeepGoesOnUntilThereIsNoMore()
    {
        std::atomic<int> left = 5;
        std::atomic<int> asked = 0;
        Record record;
        StoreWorker worker({}, upkeepStore(left, asked), record.sink(), {});
        QVERIFY(worker.start().ok());
        QTRY_COMPARE(asked, 5);
        QTest::qWait(200);
        QCOMPARE(asked, 5);
        left = 2;
        QVERIFY(worker.submit(Probe{}));  // there may be more to do after it
        QTRY_COMPARE(asked, 7);
    }

    void upkeepIsNotForgottenWhileThereIsMuchToDo()
    {
        std::atomic<int> left = 1'000'000;
        std::atomic<int> asked = 0;
        Record record;
        StoreWorker worker({}, upkeepStore(left, asked), record.sink(), {});
        QVERIFY(worker.start().ok());
        QElapsedTimer busy;
        busy.start();
        const int before = asked;
        while (asked < before + 2 && !busy.hasExpired(60'000)) {
            QVERIFY(worker.submit(Probe{}));
            QThread::msleep(1);
        }
        QVERIFY(asked >= before + 2);
    }

    void orderOfEachThreadIsKept()
    {
        constexpr Ticket kEach = 3'000;
        constexpr Ticket kThreads = 4;
        const QTemporaryDir folder;
        Record record;
        StoreWorker worker({1'000, 200, std::chrono::seconds(60)}, sqliteIn(folder.path()), record.sink(),
                           record.batchDone());
        QVERIFY(worker.start().ok());
        QVERIFY(worker.submit(create(kRoom)));
        std::vector<std::thread> threads;
        for (Ticket thread = 1; thread <= kThreads; ++thread) {
            threads.emplace_back([&worker, thread] {
                for (Ticket count = 0; count < kEach; ++count) {
                    while (!worker.submit(numbered(thread * 1'000'000 + count, QString::number(thread)))) {
                        std::this_thread::yield();
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        worker.stop();
        QCOMPARE(record.completions.size(), kThreads * kEach + 1);
        QCOMPARE(record.feed.size(), kThreads * kEach);
        QMap<Ticket, Ticket> next;
        quint64 seq = 0;
        for (const protocol::LogEntry& entry : record.feed) {
            const Ticket ticket = entry.nonce.toULongLong();
            QCOMPARE(ticket % 1'000'000, next[ticket / 1'000'000]++);
            QCOMPARE(entry.seq, ++seq);
        }
        std::size_t total = 0;
        for (const std::size_t batch : record.batches) {
            QVERIFY(batch >= 1 && batch <= 200);
            total += batch;
        }
        QCOMPARE(total, kThreads * kEach + 1);
        const auto here = QThread::currentThread();
        QVERIFY(std::none_of(record.threads.begin(), record.threads.end(),
                             [here](QThread* t) { return t == here; }));
    }

    void fullMailboxRefuses()
    {
        const QTemporaryDir folder;
        QSemaphore mayAnswer;
        std::atomic<int> answered = 0;
        StoreWorker worker({10, 3, std::chrono::seconds(60)}, sqliteIn(folder.path()),
                           {[](auto) {},
                            [&](const Completion&) {
                                mayAnswer.acquire();
                                ++answered;
                            }},
                           {});
        QVERIFY(worker.start().ok());
        int accepted = 0;
        while (worker.submit(Probe{})) {
            ++accepted;
        }
        QCOMPARE(accepted, 10);
        QCOMPARE(worker.waiting(), 10u);
        mayAnswer.release(4);
        QTRY_COMPARE_WITH_TIMEOUT(worker.waiting(), 6u, 30'000);
        accepted = 0;
        while (worker.submit(Probe{})) {
            ++accepted;
        }
        QCOMPARE(accepted, 4);
        mayAnswer.release(1'000);
        worker.stop();
        QCOMPARE(answered.load(), 14);
        QCOMPARE(worker.waiting(), 0u);
    }

    void stopAnswersAllThatWasAccepted()
    {
        constexpr Ticket kCount = 5'000;
        const QTemporaryDir folder;
        Record record;
        {
            StoreWorker worker({}, sqliteIn(folder.path()), record.sink(), record.batchDone());
            QVERIFY(worker.start().ok());
            QVERIFY(worker.submit(create(kRoom)));
            for (Ticket ticket = 1; ticket <= kCount; ++ticket) {
                QVERIFY(worker.submit(numbered(ticket, QStringLiteral("u"))));
            }
            worker.stop();
            QCOMPARE(record.completed(), kCount + 1);
            QVERIFY(!worker.submit(Probe{}));
            worker.stop();
        }
        Record after;
        StoreWorker worker({}, sqliteIn(folder.path()), after.sink(), {});
        QVERIFY(worker.start().ok());
        QVERIFY(worker.submit(OpenRoom{1, kRoom, {}, false}));
        worker.stop();
        QCOMPARE(std::get<RoomFacts>(*after.completions.front().result).head.seq, kCount);
    }

    void stopWhileOthersSubmit()
    {
        const QTemporaryDir folder;
        Record record;
        StoreWorker worker({1'000, 100, std::chrono::seconds(60)}, sqliteIn(folder.path()), record.sink(),
                           {});
        QVERIFY(worker.start().ok());
        QVERIFY(worker.submit(create(kRoom)));
        std::atomic<std::size_t> accepted = 1;
        std::atomic<bool> enough = false;
        std::vector<std::thread> threads;
        for (int thread = 1; thread <= 4; ++thread) {
            threads.emplace_back([&, thread] {
                for (Ticket count = 0; !enough; ++count) {
                    accepted += worker.submit(numbered(count, QString::number(thread))) ? 1 : 0;
                }
            });
        }
        QTRY_VERIFY_WITH_TIMEOUT(record.completed() > 500, 30'000);
        worker.stop();
        const std::size_t completed = record.completed();
        enough = true;
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(completed, accepted.load());
    }

    void failedOpenIsToldAndRefusesAll()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("snug.db")));
        Record record;
        StoreWorker worker({}, sqliteIn(folder.path()), record.sink(), {});
        QVERIFY(!worker.submit(Probe{}));
        const auto started = worker.start();
        QVERIFY(!started.ok());
        QVERIFY(started.error().reason.contains(QStringLiteral("is a folder")));
        QVERIFY(!worker.submit(Probe{}));
        worker.stop();
        QCOMPARE(record.completed(), 0u);
    }

    void unstartedWorkerStops()
    {
        StoreWorker worker({}, sqliteIn(QString()), {}, {});
        QVERIFY(!worker.submit(Probe{}));
        worker.stop();
    }

    // Through the router too, as a server has it.
    void whetherItCanStoreIsPassedOn()
    {
        Record record;
        std::vector<bool> said;
        Store::Sink sink = record.sink();
        sink.available = [&](bool storing) {
            const std::lock_guard lock(record.mutex);
            said.push_back(storing);
        };
        const StoreFactory blinking = [](const Store::Sink& given) -> Result<std::unique_ptr<Store>> {
            given.available(false);
            given.available(true);
            return std::unique_ptr<Store>(std::make_unique<SilentStore>(given));
        };
        StoreWorker worker(
            {}, [&](Store::Sink given) { return RecordRouter::make(blinking, {}, std::move(given)); }, sink,
            {});
        QVERIFY(worker.start().ok());
        worker.stop();
        QCOMPARE(said, (std::vector<bool>{false, true}));
    }

    void silentStoreDoesNotHoldUpTheEnd()
    {
        Record record;
        StoreWorker worker({100, 10, std::chrono::milliseconds(50)},
                           [](Store::Sink sink) -> Result<std::unique_ptr<Store>> {
                               return std::unique_ptr<Store>(std::make_unique<SilentStore>(std::move(sink)));
                           },
                           record.sink(), {});
        QVERIFY(worker.start().ok());
        for (int count = 0; count < 25; ++count) {
            QVERIFY(worker.submit(Probe{}));
        }
        worker.stop();
        QCOMPARE(record.completions.size(), 25u);
        QVERIFY(!record.completions.front().result.ok());
        QCOMPARE(worker.waiting(), 0u);
    }
};

QTEST_GUILESS_MAIN(StoreWorkerTest)
#include "store_worker_test.moc"
