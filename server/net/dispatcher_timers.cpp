// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/dispatcher_timers.h"

#include <QCoreApplication>
#include <QTimerEvent>
#include <algorithm>
#include <limits>

namespace snug::net {

void DispatcherTimers::add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject* object)
{
    const auto due = Clock::now() + interval;
    timers_[id] = {interval, due, type, object, false};
    order_.emplace(due, id);
}

bool DispatcherTimers::remove(int id)
{
    const auto found = timers_.find(id);
    if (found == timers_.end()) {
        return false;
    }
    order_.erase({found->second.due, id});
    timers_.erase(found);
    return true;
}

bool DispatcherTimers::removeAllOf(const QObject* object)
{
    bool any = false;
    for (auto timer = timers_.begin(); timer != timers_.end();) {
        if (timer->second.object != object) {
            ++timer;
            continue;
        }
        order_.erase({timer->second.due, timer->first});
        timer = timers_.erase(timer);
        any = true;
    }
    return any;
}

QList<DispatcherTimers::TimerInfo> DispatcherTimers::ofObject(const QObject* object) const
{
    QList<TimerInfo> found;
    for (const auto& [id, timer] : timers_) {
        if (timer.object == object) {
            found.emplaceBack(id, static_cast<int>(timer.interval.count()), timer.type);
        }
    }
    return found;
}

int DispatcherTimers::remaining(int id) const
{
    const auto found = timers_.find(id);
    if (found == timers_.end()) {
        return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(found->second.due - Clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(left, 0, std::numeric_limits<int>::max()));
}

std::optional<std::chrono::milliseconds> DispatcherTimers::untilNext() const
{
    // Timers that are firing below us on the stack do not count: they would make a nested loop spin.
    for (const auto& [due, id] : order_) {
        if (!timers_.at(id).firing) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now());
            return std::max(left, std::chrono::milliseconds{0});
        }
    }
    return std::nullopt;
}

int DispatcherTimers::fireDue()
{
    const auto now = Clock::now();
    std::vector<int> due;
    for (auto next = order_.begin(); next != order_.end() && next->first <= now; ++next) {
        due.push_back(next->second);
    }
    int fired = 0;
    for (const int id : due) {
        const auto found = timers_.find(id);
        // Gone, or its number was given to a new timer while we fired others.
        if (found == timers_.end() || found->second.due > now || found->second.firing) {
            continue;
        }
        Timer& timer = found->second;
        order_.erase({timer.due, id});
        timer.due = std::max(timer.due + timer.interval, now);
        order_.emplace(timer.due, id);
        timer.firing = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        ++fired;
        if (const auto still = timers_.find(id); still != timers_.end()) {
            still->second.firing = false;
        }
    }
    return fired;
}

}  // namespace snug::net
