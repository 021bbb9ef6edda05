// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include "net/connection_record.h"

namespace snug::net {

// Remembers the last kFrames frames of one connection, always: an entry is 16 bytes written in place. Pure;
// the caller brings the time. An entry's time is kept modulo 49 days, so what lay still for longer seems
// younger.
class FlightRecorder {
public:
    static constexpr std::size_t kFrames = 32;

    // `word` is kept as it is: a literal.
    void add(base::SteadyTime at, bool out, const char* word, qint64 bytes)
    {
        entries_[added_++ % kFrames] = {word, milliseconds(at), out ? 1U : 0U,
                                        static_cast<quint32>(bytes) & kMostBytes};
    }

    // The oldest first. The times are told by the wall clock as it stands now.
    std::vector<RecordedFrame> read(const base::Now& now) const;

private:
    static constexpr quint32 kMostBytes = (1U << 31U) - 1;

    struct Entry {
        const char* word;
        quint32 at;  // milliseconds of the steady clock, the low bits
        quint32 out : 1;
        quint32 bytes : 31;
    };
    static_assert(sizeof(Entry) <= 16);

    static quint32 milliseconds(base::SteadyTime at)
    {
        return static_cast<quint32>(
            std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count());
    }

    std::array<Entry, kFrames> entries_{};
    quint32 added_ = 0;  // kFrames divides its range, so it may wrap
};

}  // namespace snug::net
