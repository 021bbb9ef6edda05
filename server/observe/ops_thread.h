// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <chrono>
#include <functional>
#include <memory>

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
    // Lives on thread_ and is destroyed there; owns the timers.
    std::unique_ptr<QObject> root_;
};

}  // namespace snug::observe
