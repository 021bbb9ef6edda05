// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <functional>

namespace snug::base {

// While one lives, the wake-ups of mailboxes that this thread pushes to wait for its end: whoever hands on a
// batch wakes the next thread once it is all there. Without it the first value of the batch wakes a thread
// that takes this one's core, finds one value, and hands that on alone.
//
// On the stack of one thread, for the length of one batch; inside another one it does nothing. The mailboxes
// pushed to must outlive it. Whoever waits for another thread inside of it calls flush() first.
class WakeScope {
public:
    WakeScope();
    ~WakeScope();
    Q_DISABLE_COPY_MOVE(WakeScope)

    // Calls `wake` now, or at the end of the scope that this thread is in.
    static void wake(const std::function<void()>& wake);
    // Does not wait any longer with what was put off so far.
    static void flush();
};

}  // namespace snug::base
