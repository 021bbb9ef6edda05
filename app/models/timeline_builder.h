// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include "models/timeline_model.h"

namespace snug::models {

// Makes rows of a room's state: the one place that knows what stands between two entries. Pure; lives for one
// use.
class TimelineModel::Builder {
public:
    explicit Builder(const client::RoomState& room);

    // Rows follow this one, which is already shown.
    void continueAfter(const Row& row);
    void addLoading();
    void addEntries(int firstEntry);
    void addPending();

    QVector<Row> takeRows() { return std::move(rows_); }

private:
    void addSeparators(int entry, base::WallTime at);
    void add(Row row);
    bool isNewDay(base::WallTime at);

    const client::RoomState& room_;
    QVector<Row> rows_;
    Row last_;
    bool hasLast_ = false;
    int markBefore_ = -1;  // number of the entry that the new-messages line stands before
    // The local day of the last entry: [dayBegin_, dayEnd_).
    base::WallTime dayBegin_{};
    base::WallTime dayEnd_{};
};

}  // namespace snug::models
