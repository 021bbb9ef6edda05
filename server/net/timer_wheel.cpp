// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/timer_wheel.h"

#include <algorithm>

namespace snug::net {

TimerWheel::TimerWheel(std::chrono::milliseconds slot, int slots, base::SteadyTime now)
    : slot_(slot)
    , start_(now)
    , slots_(static_cast<std::size_t>(slots))
{
}

std::size_t TimerWheel::indexOf(qint64 slot) const
{
    return static_cast<std::size_t>(slot) % slots_.size();
}

void TimerWheel::add(base::ConnectionId who, base::SteadyTime due)
{
    // The slot after the one the deadline falls into: when that one is reached, the deadline has passed.
    const qint64 slot = std::max<qint64>((due - start_) / slot_ + 1, current_ + 1);
    const qint64 horizon = current_ + static_cast<qint64>(slots_.size());
    slots_[indexOf(std::min(slot, horizon))].push_back({who, due});
    ++size_;
}

void TimerWheel::advance(base::SteadyTime now, std::vector<Entry>& due)
{
    due.clear();
    const qint64 reached = (now - start_) / slot_;
    // After a long sleep of the machine one round is enough: every slot has been seen.
    const qint64 first = std::max(current_ + 1, reached - static_cast<qint64>(slots_.size()) + 1);
    for (qint64 slot = first; slot <= reached; ++slot) {
        turning_.clear();
        turning_.swap(slots_[indexOf(slot)]);
        size_ -= turning_.size();
        current_ = slot;
        for (const Entry& entry : turning_) {
            if (entry.due <= now) {
                due.push_back(entry);
            } else {
                add(entry.who, entry.due);
            }
        }
    }
    current_ = std::max(current_, reached);
}

}  // namespace snug::net
