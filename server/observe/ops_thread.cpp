// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/ops_thread.h"

#include <QTimer>

namespace snug::observe {

OpsThread::OpsThread()
    : root_(std::make_unique<QObject>())
{
    thread_.setObjectName(QStringLiteral("ops"));
    root_->moveToThread(&thread_);
    thread_.start();
}

OpsThread::~OpsThread()
{
    stop();
}

void OpsThread::run(const std::function<void()>& task)
{
    guard_.check();
    Q_ASSERT(root_);
    QMetaObject::invokeMethod(root_.get(), task, Qt::BlockingQueuedConnection);
}

void OpsThread::every(std::chrono::milliseconds interval, std::function<void()> task)
{
    run([this, interval, task = std::move(task)] {
        auto* timer = new QTimer(root_.get());
        QObject::connect(timer, &QTimer::timeout, root_.get(), task);
        timer->start(interval);
        task();
    });
}

void OpsThread::stop()
{
    guard_.check();
    if (!root_) {
        return;
    }
    root_.release()->deleteLater();  // a thread deletes what waits for it before it ends
    thread_.quit();
    thread_.wait();
}

}  // namespace snug::observe
