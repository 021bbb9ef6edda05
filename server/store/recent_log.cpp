// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recent_log.h"

#include <algorithm>

namespace snug::store {

base::Bytes RecentLog::sizeOf(const protocol::LogEntry& entry)
{
    return {entry.text.size() * qint64{sizeof(QChar)}};
}

void RecentLog::push(protocol::LogEntry entry, const Bounds& bounds)
{
    if (!entries_.empty() && entry.seq != entries_.back().seq + 1) {
        clear();
    }
    text_ = text_ + sizeOf(entry);
    entries_.push_back(std::move(entry));
    while (entries_.size() > 1 && (entries_.size() > bounds.entries || text_ > bounds.text)) {
        text_ = text_ - sizeOf(entries_.front());
        entries_.pop_front();
    }
}

void RecentLog::clear()
{
    entries_.clear();
    text_ = {};
}

int RecentLog::trim(base::WallTime olderThan, quint64 least, int limit)
{
    int removed = 0;
    while (removed < limit && !entries_.empty() &&
           (entries_.front().at < olderThan || entries_.front().seq < least)) {
        text_ = text_ - sizeOf(entries_.front());
        entries_.pop_front();
        ++removed;
    }
    return removed;
}

RoomSize RecentLog::sizeUpTo(quint64 head) const
{
    if (entries_.empty() || head < entries_.front().seq) {
        return {};
    }
    const quint64 entries = std::min(head, entries_.back().seq) + 1 - entries_.front().seq;
    return {QString(), entries, static_cast<quint64>(text_.count) + entries * kEntryBytes};
}

Entries RecentLog::read(const Read& op) const
{
    if (entries_.empty()) {
        return {};
    }
    const quint64 oldest = entries_.front().seq;
    const quint64 head = entries_.back().seq;
    const quint64 end = op.before == 0 ? head + 1 : std::min(op.before, head + 1);
    const quint64 begin = std::max(op.after, oldest - 1) + 1;  // the first that fits; begin >= end: none does
    const quint64 there = op.after < end && begin < end ? end - begin : 0;
    const quint64 taken = std::min(there, static_cast<quint64>(std::max(op.limit, 0)));
    const quint64 from = op.newest ? end - taken : begin;

    Entries answer{QString(), {}, taken < there};
    answer.entries.reserve(static_cast<qsizetype>(taken));
    for (quint64 seq = from; seq < from + taken; ++seq) {
        answer.entries.append(entries_[seq - oldest]);
    }
    return answer;
}

}  // namespace snug::store
