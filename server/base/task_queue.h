// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "base/mailbox.h"

namespace snug::base {

// Runs tasks on the thread it lives on, in the order in which they were posted; one event a batch.
//
// It does what QMetaObject::invokeMethod with a functor does, but hands the functor over under a lock that is
// ours: Qt's own are invisible to ThreadSanitizer, which would call every such hand-over a race, and hide the
// real ones among them.
//
// Thread: post() and runAndWait() from any. Destroyed on its own thread, or on another once its own has
// ended; tasks that still wait are thrown away with it.
class TaskQueue : public QObject {
public:
    static constexpr std::size_t kTasks = 4096;

    explicit TaskQueue(std::size_t capacity = kTasks);
    ~TaskQueue() override;

    // False: `capacity` tasks wait, this one was not kept.
    bool post(std::function<void()> task);

    // Waits until the task has run; never from the queue's own thread, and only while that runs its event
    // loop.
    void runAndWait(const std::function<void()>& task);

    bool event(QEvent* event) override;

private:
    Mailbox<std::function<void()>> tasks_;
};

}  // namespace snug::base
