// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "base/connection_id.h"
#include "base/time.h"

namespace snug::net {

// The deadlines of all connections of one I/O thread, in coarse slots, so that none needs a timer of its own:
// adding is O(1), a turn costs what is due. An entry fires up to one slot late, never early. Entries are not
// taken back: whoever is told looks whether it still matters. Pure; the caller brings the time.
class TimerWheel {
public:
    struct Entry {
        base::ConnectionId who{};
        base::SteadyTime due;
    };

    // Deadlines further away than slot × slots are kept too; they are looked at once a round.
    TimerWheel(std::chrono::milliseconds slot, int slots, base::SteadyTime now);

    void add(base::ConnectionId who, base::SteadyTime due);
    // Puts what is due at `now` into `due`, which is emptied first.
    void advance(base::SteadyTime now, std::vector<Entry>& due);

    std::size_t size() const { return size_; }

private:
    std::size_t indexOf(qint64 slot) const;

    const std::chrono::milliseconds slot_;
    const base::SteadyTime start_;
    qint64 current_ = 0;  // slots since start_ that are done
    std::size_t size_ = 0;
    std::vector<std::vector<Entry>> slots_;
    std::vector<Entry> turning_;
};

}  // namespace snug::net
