// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_geometry.h"

#include <algorithm>

namespace snug::ui {

void TimelineGeometry::clear()
{
    rows_.clear();
    dirtyFrom(0);
}

void TimelineGeometry::insert(int first, const std::vector<int>& estimates)
{
    std::vector<Row> rows;
    rows.reserve(estimates.size());
    for (const int height : estimates) {
        rows.push_back({height, false});
    }
    rows_.insert(rows_.begin() + first, rows.begin(), rows.end());
    dirtyFrom(first);
}

void TimelineGeometry::remove(int first, int count)
{
    rows_.erase(rows_.begin() + first, rows_.begin() + first + count);
    dirtyFrom(first);
}

void TimelineGeometry::forget(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        rows_[static_cast<std::size_t>(row)].measured = false;
    }
}

void TimelineGeometry::setMeasured(int row, int height)
{
    Row& entry = rows_[static_cast<std::size_t>(row)];
    entry.measured = true;
    if (entry.height != height) {
        entry.height = height;
        dirtyFrom(row);
    }
}

int TimelineGeometry::top(int row) const
{
    refreshTops();
    return tops_[static_cast<std::size_t>(row)];
}

int TimelineGeometry::total() const
{
    refreshTops();
    return tops_.back();
}

int TimelineGeometry::rowAt(int y) const
{
    if (rows_.empty()) {
        return -1;
    }
    refreshTops();
    const auto after = std::upper_bound(tops_.begin(), tops_.end(), y);
    const auto row = static_cast<int>(after - tops_.begin()) - 1;
    return std::clamp(row, 0, rows() - 1);
}

void TimelineGeometry::dirtyFrom(int row) const
{
    firstDirty_ = std::min(firstDirty_, row + 1);
}

void TimelineGeometry::refreshTops() const
{
    const std::size_t size = rows_.size() + 1;
    if (static_cast<std::size_t>(firstDirty_) >= size && tops_.size() == size) {
        return;
    }
    tops_.resize(size);
    for (auto i = static_cast<std::size_t>(firstDirty_); i < size; ++i) {
        tops_[i] = tops_[i - 1] + rows_[i - 1].height;
    }
    firstDirty_ = static_cast<int>(size);
}

}  // namespace snug::ui
