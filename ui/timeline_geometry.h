// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace snug::ui {

// Where the rows of a timeline lie, in pixels from the first row's top. A height is an estimate until it was
// measured. Pure; appending and measuring near the end touch only what lies below.
class TimelineGeometry {
public:
    int rows() const { return static_cast<int>(rows_.size()); }
    void clear();
    // Rows [first, first + count) come in with estimated heights.
    void insert(int first, const std::vector<int>& estimates);
    void remove(int first, int count);
    // The heights stay as estimates.
    void forget(int first, int last);

    bool isMeasured(int row) const { return rows_[static_cast<std::size_t>(row)].measured; }
    void setMeasured(int row, int height);

    int height(int row) const { return rows_[static_cast<std::size_t>(row)].height; }
    int top(int row) const;
    int total() const;
    // The row at this height; the first above, the last below; −1 when there is none.
    int rowAt(int y) const;

private:
    struct Row {
        int height = 0;
        bool measured = false;
    };

    void refreshTops() const;
    void dirtyFrom(int row) const;

    std::vector<Row> rows_;
    // One more than rows: the last is the total. Valid below firstDirty_.
    mutable std::vector<int> tops_ = {0};
    mutable int firstDirty_ = 1;
};

}  // namespace snug::ui
