// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/ops_thread.h"

#include <QTimer>
#include <utility>

namespace snug::observe {

OpsThread::OpsThread()
{
    thread_.setObjectName(QStringLiteral("ops"));
    tasks_.moveToThread(&thread_);
    thread_.start();
    run([this] { timers_ = std::make_unique<QObject>(); });
}

OpsThread::~OpsThread()
{
    stop();
}

void OpsThread::run(const std::function<void()>& task)
{
    guard_.check();
    Q_ASSERT(!stopped_);
    tasks_.runAndWait(task);
}

void OpsThread::every(std::chrono::milliseconds interval, std::function<void()> task)
{
    run([this, interval, task = std::move(task)] {
        auto* timer = new QTimer(timers_.get());
        QObject::connect(timer, &QTimer::timeout, timers_.get(), task);
        timer->start(interval);
        task();
    });
}

void OpsThread::stop()
{
    guard_.check();
    if (std::exchange(stopped_, true)) {
        return;
    }
    tasks_.runAndWait([this] { timers_.reset(); });
    thread_.quit();
    thread_.wait();
}

}  // namespace snug::observe
