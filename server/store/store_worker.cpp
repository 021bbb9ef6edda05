// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_worker.h"

#include <QEventLoop>
#include <QTimer>
#include <future>
#include <iterator>

#include "base/log.h"

namespace snug::store {

StoreWorker::StoreWorker(Settings settings, StoreFactory factory, Store::Sink sink, BatchDone batchDone)
    : settings_(settings)
    , factory_(std::move(factory))
    , sink_(std::move(sink))
    , batchDone_(std::move(batchDone))
    , mailbox_(settings.capacity)
{
    mailbox_.onWake([this] { post([this] { takeWaiting(); }); });
}

StoreWorker::~StoreWorker()
{
    stop();
}

Result<base::Done> StoreWorker::start()
{
    Q_ASSERT(thread_ == nullptr && tasks_.thread() == QThread::currentThread());
    std::promise<Result<base::Done>> promise;
    auto opened = promise.get_future();
    thread_.reset(
        QThread::create([this, &promise] { live([&promise](auto result) { promise.set_value(result); }); }));
    thread_->setObjectName(QStringLiteral("store"));
    tasks_.moveToThread(thread_.get());
    thread_->start();
    auto result = opened.get();
    if (!result.ok()) {
        thread_->wait();
    }
    return result;
}

// The life of the store thread.
void StoreWorker::live(const std::function<void(Result<base::Done>)>& opened)
{
    auto made = factory_({sink_.feed, [this](Completion completion) { onComplete(std::move(completion)); },
                          sink_.missed, sink_.news, sink_.available});
    if (!made.ok()) {
        opened(made.error());
        return;
    }
    store_ = std::move(made).value();
    QEventLoop loop;
    loop_ = &loop;
    QTimer upkeep;
    upkeep.callOnTimeout([this] { keepUp(); });
    upkeep.start(kUpkeepPause);
    upkeep_ = &upkeep;
    ledger_.store(0);
    opened(base::Done{});
    loop.exec();
    upkeep.stop();
    loop_ = nullptr;
    store_.reset();
}

bool StoreWorker::submit(Operation operation)
{
    std::size_t seen = ledger_.load();
    do {
        // Closed is above every capacity.
        if (seen >= settings_.capacity) {
            return false;
        }
    } while (!ledger_.compare_exchange_weak(seen, seen + 1));
    const bool pushed = mailbox_.push(std::move(operation));
    Q_ASSERT(pushed);  // the ledger counts at least what the mailbox holds
    return pushed;
}

// A mailbox wakes once for all it holds: one task for it, and one to stop, wait at most.
void StoreWorker::post(std::function<void()> task)
{
    const bool kept = tasks_.post(std::move(task));
    Q_ASSERT(kept);
    Q_UNUSED(kept);
}

std::size_t StoreWorker::waiting() const
{
    return ledger_.load() & ~kClosed;
}

void StoreWorker::takeWaiting()
{
    mailbox_.takeAll(taken_);
    for (auto from = taken_.begin(); from != taken_.end();) {
        const auto size = std::min(settings_.maxBatch, static_cast<std::size_t>(taken_.end() - from));
        const auto to = from + static_cast<std::ptrdiff_t>(size);
        std::vector<Operation> batch(std::make_move_iterator(from), std::make_move_iterator(to));
        from = to;
        const auto began = std::chrono::steady_clock::now();
        {
            const base::WakeScope untilAllIsAnswered;
            store_->submit(std::move(batch));
        }
        if (batchDone_) {
            batchDone_(std::chrono::steady_clock::now() - began, size);
        }
    }
    taken_.clear();
    lastBatch_ = std::chrono::steady_clock::now();
    if (!upkeep_->isActive()) {
        upkeep_->start(kUpkeepPause);
    }
}

void StoreWorker::keepUp()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - lastBatch_ < kQuiet && now - lastUpkeep_ < kLongestWait) {
        return;
    }
    if (!store_->upkeep()) {
        upkeep_->stop();
    }
    lastUpkeep_ = std::chrono::steady_clock::now();
}

void StoreWorker::onComplete(Completion completion)
{
    sink_.complete(std::move(completion));
    ledger_.fetch_sub(1);
    endIfDrained();
}

void StoreWorker::endIfDrained()
{
    if (stopping_ && waiting() == 0 && loop_ != nullptr) {
        loop_->quit();
    }
}

void StoreWorker::stop()
{
    if (thread_ == nullptr || thread_->isFinished()) {
        return;
    }
    ledger_.fetch_or(kClosed);
    post([this] {
        stopping_ = true;
        endIfDrained();
        QTimer::singleShot(settings_.drain, loop_, [this] {
            qCWarning(base::logStore)
                << waiting() << "operations were still under way when the store was closed";
            loop_->quit();
        });
    });
    thread_->wait();
}

}  // namespace snug::store
