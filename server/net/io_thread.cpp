// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/io_thread.h"

#include <QCoreApplication>
#include <QSemaphore>

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
}

IoThread::~IoThread()
{
    beginStop();
    wait();
}

void IoThread::startAndWait()
{
    start();
    QSemaphore ready;
    // The worker's first event: it is there when this one is handled.
    while (true) {
        {
            const std::lock_guard lock(workerMutex_);
            if (worker_ != nullptr) {
                QMetaObject::invokeMethod(
                    worker_, [&ready] { ready.release(); }, Qt::QueuedConnection);
                break;
            }
        }
        QThread::yieldCurrentThread();
    }
    ready.acquire();
}

void IoThread::run()
{
    IoWorker worker(shared_);
    {
        const std::lock_guard lock(workerMutex_);
        worker_ = &worker;
    }
    exec();
    const std::lock_guard lock(workerMutex_);
    worker_ = nullptr;
}

void IoThread::call(const std::function<void()>& task)
{
    IoWorker* worker = nullptr;
    {
        const std::lock_guard lock(workerMutex_);
        worker = worker_;
    }
    // The worker lives until beginStop(), which the same owner calls later.
    if (worker != nullptr) {
        QMetaObject::invokeMethod(worker, task, Qt::BlockingQueuedConnection);
    }
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
    const std::lock_guard lock(workerMutex_);
    if (worker_ == nullptr || stopRequested_) {
        return;
    }
    stopRequested_ = true;
    IoWorker* worker = worker_;
    QMetaObject::invokeMethod(
        worker, [worker] { worker->beginStop(); }, Qt::QueuedConnection);
}

void IoThread::post(std::function<void()> task)
{
    const std::lock_guard lock(workerMutex_);
    if (worker_ != nullptr) {
        QMetaObject::invokeMethod(worker_, std::move(task), Qt::QueuedConnection);
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
