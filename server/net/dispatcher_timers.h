// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QObject>
#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace snug::net {

// The timers of one event dispatcher, ordered by what is due next. Belongs to the dispatcher's thread.
// A timer that has fallen behind fires once and goes on from now; it never makes up for lost turns.
class DispatcherTimers {
public:
    using Clock = std::chrono::steady_clock;
    using TimerInfo = QAbstractEventDispatcher::TimerInfo;

    void add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject* object);
    bool remove(int id);
    bool removeAllOf(const QObject* object);
    QList<TimerInfo> ofObject(const QObject* object) const;
    // Milliseconds until the timer fires, not below 0; -1 for an unknown one.
    int remaining(int id) const;

    // How long the thread may sleep, rounded up to a millisecond; nothing when no timer runs.
    std::optional<std::chrono::milliseconds> untilNext() const;
    // Sends a QTimerEvent for each timer that is due, and answers how many. Timers may come and go meanwhile.
    int fireDue();

private:
    struct Timer {
        std::chrono::milliseconds interval{};
        Clock::time_point due;
        Qt::TimerType type = Qt::CoarseTimer;
        QObject* object = nullptr;
        bool firing = false;  // inside its own event: a nested loop must not fire it again
    };
    using Due = std::pair<Clock::time_point, int>;

    std::unordered_map<int, Timer> timers_;
    std::set<Due> order_;
};

}  // namespace snug::net
