// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <optional>

#include "protocol/values.h"

namespace snug::client {

// The part of a room's log that is in memory: one run of entries without gap up to the newest, and perhaps an
// older run before it, with a gap between. Pure.
//
// Bounds: kLive entries while only the newest are followed, kMost once older ones were loaded; what is over
// goes at the old end and can be loaded again.
class Timeline {
public:
    static constexpr int kLive = 2'000;
    static constexpr int kMost = 20'000;

    // A place in entries().
    struct Span {
        int first = 0;
        int count = 0;
        friend bool operator==(const Span&, const Span&) = default;
    };

    // Ascending seq within a run.
    const QVector<protocol::LogEntry>& entries() const { return entries_; }
    // Where the run begins that ends with the newest entry: after the gap, or 0.
    int liveBegin() const { return gap_ ? gap_->at : 0; }
    // Something is missing before liveBegin().
    bool hasGap() const { return gap_.has_value(); }
    // The entries before liveBegin() are of a log that is no more; what was between is lost.
    bool gapIsForGood() const { return gap_ && !gap_->canClose; }

    // Adds at the end. The seq must follow the last one's of the live run, if there is one. Answers how many
    // entries went at the old end, so that memory stays bounded; call before using indexes again.
    int append(const protocol::LogEntry& entry);

    // From now on the newest run is empty and all there is stands before the gap. An older run before an
    // older gap is dropped first; answers how many entries that were.
    int breakOff(bool sameEpoch);

    // Puts a page of history before the live run, whose first seq is `liveFirst` (needed while it is empty).
    // Takes only what joins without a gap; closes the gap when it reaches the older run. `more`: there are
    // older ones.
    Span insertOlder(const QVector<protocol::LogEntry>& page, quint64 liveFirst, bool more);

    // Whether there are older entries to load, as far as is known and memory allows.
    bool olderThere(quint64 liveFirst) const;
    // First seq of the live run; `next`, the seq to come, when it is empty.
    quint64 liveFirst(quint64 next) const;

    // Nobody looks at old entries now: keep kLive. Answers how many went at the old end.
    int trim();

private:
    struct Gap {
        int at = 0;
        bool canClose = true;
    };

    int cutTo(int most);

    QVector<protocol::LogEntry> entries_;
    std::optional<Gap> gap_;
    bool pagedBack_ = false;
    bool reachedOldest_ = false;
};

}  // namespace snug::client
