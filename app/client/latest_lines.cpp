// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/latest_lines.h"

#include <algorithm>

namespace snug::client {

using protocol::admin::LogLine;

namespace {

// What of the lines is behind the last one known.
QVector<LogLine> newOnes(const QVector<LogLine>& lines, const QVector<LogLine>& known)
{
    const qsizetype last = known.isEmpty() ? -1 : lines.lastIndexOf(known.last());
    return lines.mid(last + 1);
}

}  // namespace

void LatestLines::append(const QVector<LogLine>& lines)
{
    QVector<LogLine> fresh = std::exchange(mayRepeat_, false) ? newOnes(lines, rows_) : lines;
    fresh.remove(0, std::max<qsizetype>(0, fresh.size() - kMost));
    if (fresh.isEmpty()) {
        return;
    }
    dropFirst(static_cast<int>(rows_.size() + fresh.size()) - kMost);
    const int first = static_cast<int>(rows_.size());
    Q_EMIT inserting(first, first + static_cast<int>(fresh.size()) - 1);
    rows_.append(fresh);
    Q_EMIT inserted();
}

void LatestLines::clear()
{
    dropFirst(static_cast<int>(rows_.size()));
}

void LatestLines::dropFirst(int count)
{
    if (count > 0) {
        Q_EMIT removing(0, count - 1);
        rows_.remove(0, count);
        Q_EMIT removed();
    }
}

}  // namespace snug::client
