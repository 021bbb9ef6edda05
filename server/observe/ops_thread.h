// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <chrono>
#include <functional>
#include <memory>

#include "base/task_queue.h"
#include "base/thread_guard.h"

namespace snug::observe {

// The thread on which the server looks at itself: probes by timer, and the HTTP server of the ops port. It
// has a loop of its own so that /health answers however busy or stuck the others are. Nothing on it may
// block.
//
// Thread: made, used and destroyed by its owner's thread. Runs from construction to destruction or stop().
class OpsThread {
public:
    OpsThread();
    ~OpsThread();
    Q_DISABLE_COPY_MOVE(OpsThread)

    // Runs `task` on the thread and waits until it has run. Not after stop().
    void run(const std::function<void()>& task);

    // Runs `task` on the thread at once and then every `interval`, until stop(). Not after stop().
    void every(std::chrono::milliseconds interval, std::function<void()> task);

    // Ends the timers and the thread and waits for it. Twice is once.
    void stop();

private:
    base::ThreadGuard guard_;
    QThread thread_;
    base::TaskQueue tasks_;            // lives on thread_ until that has ended
    std::unique_ptr<QObject> timers_;  // made and destroyed on thread_; their parent
    bool stopped_ = false;
};

}  // namespace snug::observe
