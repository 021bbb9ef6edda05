// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task_queue.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>
#include <condition_variable>

namespace snug::base {

namespace {

constexpr auto kWake = QEvent::User;

}  // namespace

TaskQueue::TaskQueue(std::size_t capacity)
    : tasks_(capacity)
{
    tasks_.onWake([this] { QCoreApplication::postEvent(this, new QEvent(kWake)); });
}

TaskQueue::~TaskQueue() = default;

bool TaskQueue::post(std::function<void()> task)
{
    return tasks_.push(std::move(task));
}

void TaskQueue::runAndWait(const std::function<void()>& task)
{
    Q_ASSERT(QThread::currentThread() != thread());
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    const bool kept = post([&] {
        task();
        const std::lock_guard lock(mutex);
        done = true;
        changed.notify_one();  // under the lock: the one who waits owns all of this
    });
    if (!kept) {
        qFatal("a task that is waited for found its queue full");
    }
    WakeScope::flush();
    std::unique_lock lock(mutex);
    changed.wait(lock, [&done] { return done; });
}

bool TaskQueue::event(QEvent* event)
{
    if (event->type() != kWake) {
        return QObject::event(event);
    }
    std::vector<std::function<void()>> batch;  // its own: a task may run an event loop
    tasks_.takeAll(batch);
    for (const auto& task : batch) {
        task();
    }
    return true;
}

}  // namespace snug::base
