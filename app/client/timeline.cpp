// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/timeline.h"

namespace snug::client {

namespace {
// Cut in slices, not at every entry: removing at the front moves all the others.
constexpr int kSlack = 200;
}  // namespace

int Timeline::append(const protocol::LogEntry& entry)
{
    Q_ASSERT(entries_.size() == liveBegin() || entries_.last().seq + 1 == entry.seq);
    entries_.append(entry);
    const int most = pagedBack_ ? kMost : kLive;
    return entries_.size() > most + kSlack ? cutTo(most) : 0;
}

int Timeline::breakOff(bool sameEpoch)
{
    int dropped = 0;
    if (gap_ && gap_->at == entries_.size()) {
        // Nothing came since the last gap; it only grows.
        gap_->canClose = gap_->canClose && sameEpoch;
        return 0;
    }
    if (gap_) {
        dropped = gap_->at;
        entries_.remove(0, dropped);
    }
    gap_.reset();
    if (!entries_.isEmpty()) {
        gap_ = Gap{static_cast<int>(entries_.size()), sameEpoch};
    }
    reachedOldest_ = false;
    return dropped;
}

Timeline::Span Timeline::insertOlder(const QVector<protocol::LogEntry>& page, quint64 liveFirst, bool more)
{
    const bool closable = gap_ && gap_->canClose;
    const quint64 oldLast = closable ? entries_.at(gap_->at - 1).seq : 0;
    qsizetype end = page.size();
    while (end > 0 && page.at(end - 1).seq >= liveFirst) {
        --end;
    }
    // The longest end of the page that joins the live run.
    qsizetype from = end;
    quint64 expected = liveFirst;
    while (from > 0 && page.at(from - 1).seq + 1 == expected && !(closable && expected == oldLast + 1)) {
        expected = page.at(from - 1).seq;
        --from;
    }
    const Span span{liveBegin(), static_cast<int>(end - from)};
    entries_.insert(span.first, span.count, protocol::LogEntry());
    std::copy(page.begin() + from, page.begin() + end, entries_.begin() + span.first);
    if (closable && expected == oldLast + 1) {
        gap_.reset();
        reachedOldest_ = false;
    } else {
        reachedOldest_ = !more && from == 0;
        if (reachedOldest_ && gap_) {
            gap_->canClose = false;  // the server has forgotten what was between
        }
    }
    pagedBack_ = pagedBack_ || entries_.size() > kLive;
    return span;
}

bool Timeline::olderThere(quint64 liveFirst) const
{
    return liveFirst > 1 && !reachedOldest_ && entries_.size() < kMost;
}

quint64 Timeline::liveFirst(quint64 next) const
{
    return liveBegin() < entries_.size() ? entries_.at(liveBegin()).seq : next;
}

int Timeline::trim()
{
    pagedBack_ = false;
    return entries_.size() > kLive ? cutTo(kLive) : 0;
}

int Timeline::cutTo(int most)
{
    const int count = static_cast<int>(entries_.size()) - most;
    entries_.remove(0, count);
    if (gap_) {
        gap_->at -= count;
        if (gap_->at <= 0) {
            gap_.reset();
        }
    }
    reachedOldest_ = false;
    return count;
}

}  // namespace snug::client
