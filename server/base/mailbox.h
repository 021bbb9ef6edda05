// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "base/wake_scope.h"

namespace snug::base {

// The only way a value crosses threads: any thread pushes, one thread takes all that waits at once.
//
// Bounded: push answers false when `capacity` values wait, and keeps nothing; the caller answers for the
// value. One wake-up a batch: `wake` is called by the push that finds the box empty, on the pusher's thread
// and outside the lock, at once or at the end of the WakeScope that the thread is in, and must only nudge the
// consumer (post an event, write an eventfd). It is set before the first push. The lock is held for one move
// or one swap, never while user code runs.
template <class T>
class Mailbox {
public:
    explicit Mailbox(std::size_t capacity)
        : capacity_(capacity)
    {
    }
    Q_DISABLE_COPY_MOVE(Mailbox)

    void onWake(std::function<void()> wake) { wake_ = std::move(wake); }

    [[nodiscard]] bool push(T value)
    {
        bool first = false;
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() >= capacity_) {
                return false;
            }
            first = waiting_.empty();
            waiting_.push_back(std::move(value));
        }
        if (first && wake_) {
            WakeScope::wake(wake_);
        }
        return true;
    }

    // All that waits, in order; empty when nothing does. `batch` is emptied and reused, so a steady consumer
    // allocates nothing.
    void takeAll(std::vector<T>& batch)
    {
        batch.clear();
        const std::lock_guard lock(mutex_);
        batch.swap(waiting_);
    }

    // How many wait now; for statistics.
    std::size_t size() const
    {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

    std::size_t capacity() const { return capacity_; }

private:
    const std::size_t capacity_;
    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::vector<T> waiting_;
};

}  // namespace snug::base
