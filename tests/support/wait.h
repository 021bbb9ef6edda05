// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QTest>
#include <chrono>

namespace snug::test {

// Generous: a busy machine under a sanitizer still gets there.
inline constexpr std::chrono::seconds kPatience{30};

// Runs the event loop until `done()` or until patience ends; answers whether it is done.
template <class Done>
[[nodiscard]] bool waitUntil(Done done, std::chrono::milliseconds patience = kPatience)
{
    const QDeadlineTimer deadline(patience);
    while (!done()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QTest::qWait(1);
    }
    return true;
}

}  // namespace snug::test
