// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/io_thread.h"

#include <QCoreApplication>
#include <latch>
#include <utility>

#include "net/event_dispatcher.h"
#include "net/io_worker.h"

namespace snug::net {

IoThread::IoThread(quint32 index, const NetworkConfig& config, const Inbound& inbound, Admission& admission)
    : shared_(index, config, inbound, admission)
{
    setObjectName(QStringLiteral("snug-io-%1").arg(index));
    if (auto dispatcher = makeEventDispatcher()) {
        setEventDispatcher(dispatcher.release());
    }
    shared_.deliveries.onWake([this] { wake(); });
    shared_.accepted.onWake([this] { wake(); });
    shared_.tasks.onWake([this] { wake(); });
    shared_.inquiries.onWake([this] { wake(); });
}

IoThread::~IoThread()
{
    beginStop();
    join();
}

void IoThread::startAndWait()
{
    start();
    std::unique_lock lock(workerMutex_);
    workerStands_.wait(lock, [this] { return worker_ != nullptr; });
}

void IoThread::run()
{
    {
        IoWorker worker(shared_);
        {
            const std::lock_guard lock(workerMutex_);
            worker_ = &worker;
        }
        workerStands_.notify_all();
        exec();
        const std::lock_guard lock(workerMutex_);
        worker_ = nullptr;
    }
    const std::lock_guard ordersUsBeforeJoin(workerMutex_);
}

void IoThread::call(const std::function<void()>& task)
{
    {
        const std::lock_guard lock(workerMutex_);
        if (worker_ == nullptr || stopRequested_) {
            return;
        }
    }
    // Only beginStop() ends the thread, and the owner cannot be there and here.
    std::latch done(1);
    const bool posted = post([&task, &done] {
        task();
        done.count_down();
    });
    if (posted) {
        done.wait();
    }
}

void IoThread::setTls(const QSslConfiguration& tls)
{
    // The worker is there as long as a task can run.
    call([this, &tls] { worker_->setTls(tls); });
}

bool IoThread::post(std::function<void()> task)
{
    {
        const std::lock_guard lock(workerMutex_);
        if (worker_ == nullptr) {
            return false;
        }
    }
    return shared_.tasks.push(std::move(task));
}

void IoThread::join()
{
    wait();
    // What the thread did last is ordered before what we do next.
    const std::lock_guard lock(workerMutex_);
}

bool IoThread::adopt(qintptr descriptor)
{
    {
        const std::lock_guard lock(workerMutex_);
        if (worker_ == nullptr) {
            return false;
        }
    }
    shared_.load.fetch_add(1, std::memory_order_relaxed);
    if (shared_.accepted.push(descriptor)) {
        return true;
    }
    shared_.load.fetch_sub(1, std::memory_order_relaxed);
    return false;
}

void IoThread::beginStop()
{
    IoWorker* worker = nullptr;
    {
        const std::lock_guard lock(workerMutex_);
        if (std::exchange(stopRequested_, true)) {
            return;
        }
        worker = worker_;
    }
    // A full box empties as soon as the thread moves; without this task it would never end.
    while (worker != nullptr && !post([worker] { worker->beginStop(); })) {
        QThread::msleep(1);
    }
}

void IoThread::wake()
{
    const std::lock_guard lock(workerMutex_);
    if (worker_ != nullptr) {
        QCoreApplication::postEvent(worker_, new QEvent(IoWorker::kWake));
    }
}

}  // namespace snug::net
