// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

#include "base/mailbox.h"
#include "base/task_queue.h"
#include "store/store.h"

class QEventLoop;
class QTimer;

namespace snug::store {

// Owns the store thread and the back-end inside it, which is made, used and destroyed there.
//
// Threads: start(), stop() and the destructor belong to the thread that made the worker; submit() and
// waiting() to any; the sink and `batchDone` are called on the store thread. The worker takes all that waits,
// up to maxBatch operations a batch, and never waits for more to come: the slower a commit, the more the next
// one carries. The back-end's upkeep gets the time in which nothing has come for kQuiet, and a part of it is
// done every kLongestWait in any case.
class StoreWorker {
public:
    struct Settings {
        std::size_t capacity = 65'536;           // operations accepted and not yet answered
        std::size_t maxBatch = 1'000;            // operations in one commit
        std::chrono::milliseconds drain{1'500};  // how long stop() gives a back-end that answers later
    };
    static constexpr std::chrono::milliseconds kQuiet{50};
    static constexpr std::chrono::milliseconds kLongestWait{1'000};
    // Between two parts of upkeep.
    static constexpr std::chrono::milliseconds kUpkeepPause{20};

    // After each batch: how long the back-end took to commit it (or, where it answers later, to send it), and
    // of how many operations.
    using BatchDone = std::function<void(std::chrono::nanoseconds commit, std::size_t operations)>;

    StoreWorker(Settings settings, StoreFactory factory, Store::Sink sink, BatchDone batchDone);
    Q_DISABLE_COPY_MOVE(StoreWorker)
    // Stops. No thread may be inside submit() any more.
    ~StoreWorker();

    // Starts the thread and waits until the back-end is open there; after an error the worker is as before.
    // Once.
    Result<base::Done> start();

    // False: refused (full, not started, or stopped), and the operation is not done. True: it will be
    // completed.
    [[nodiscard]] bool submit(Operation operation);

    // Refuses what comes, does and answers everything accepted, closes the back-end and ends the thread.
    // Again: nothing.
    void stop();

    // Operations accepted and not yet answered.
    std::size_t waiting() const;

private:
    // The highest bit of ledger_, so that "may I?" and "one more" are one step.
    static constexpr std::size_t kClosed = ~(~std::size_t{0} >> 1);

    void live(const std::function<void(Result<base::Done>)>& opened);
    void post(std::function<void()> task);
    void takeWaiting();
    void keepUp();
    void onComplete(Completion completion);
    void endIfDrained();

    const Settings settings_;
    const StoreFactory factory_;
    const Store::Sink sink_;
    const BatchDone batchDone_;

    base::Mailbox<Operation> mailbox_;
    std::atomic<std::size_t> ledger_{
        kClosed};  // operations accepted and not yet answered; kClosed: takes none

    base::TaskQueue tasks_;  // lives on the store thread, and outlives it, so that a wake-up always finds it
    std::unique_ptr<QThread> thread_;

    // Of the store thread only.
    std::unique_ptr<Store> store_;
    QEventLoop* loop_ = nullptr;
    QTimer* upkeep_ = nullptr;  // runs while the back-end may have something to do
    std::chrono::steady_clock::time_point lastBatch_;
    std::chrono::steady_clock::time_point lastUpkeep_;
    std::vector<Operation> taken_;
    bool stopping_ = false;
};

}  // namespace snug::store
