// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>

namespace snug::base {

// Holds a class to the thread that made it: entry points begin with `guard_.check()`.
// Costs nothing where assertions are off.
class ThreadGuard {
public:
    void check() const
    {
        Q_ASSERT_X(QThread::currentThreadId() == owner_, "ThreadGuard", "called from another thread");
    }

private:
    [[maybe_unused]] Qt::HANDLE owner_ = QThread::currentThreadId();
};

}  // namespace snug::base
