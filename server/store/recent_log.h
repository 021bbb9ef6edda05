// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include "base/bytes.h"
#include "store/operations.h"

namespace snug::store {

// The newest entries of one log, in memory, without a gap.
class RecentLog {
public:
    struct Bounds {
        std::size_t entries = 1'000;
        base::Bytes text{4 * 1024 * 1024};  // of all texts, as held (UTF-16); the newest entry always stays
    };

    // What is older than the bounds goes; all goes when the entry does not follow the last one.
    void push(protocol::LogEntry entry, const Bounds& bounds);
    void clear();

    // Lets entries from the oldest on go, at most `limit` of them, as long as they are older than `olderThan`
    // or of a seq below `least`; answers how many went.
    int trim(base::WallTime olderThan, quint64 least, int limit);

    // Of what is here, up to seq `head`. The room's name in it is empty.
    RoomSize sizeUpTo(quint64 head) const;

    // As Read asks for it; where that reaches further back than what is here, what is here. Without an epoch.
    Entries read(const Read& op) const;

private:
    static base::Bytes sizeOf(const protocol::LogEntry& entry);

    std::deque<protocol::LogEntry> entries_;
    base::Bytes text_;  // of entries_
};

}  // namespace snug::store
