// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QPoint>

#include "ui/timeline_row.h"

namespace snug::ui {

// What the mouse is doing in a timeline. Private to TimelineView.
struct TimelineInput {
    QPersistentModelIndex hovered;
    QPersistentModelIndex pressedRow;
    QPoint pressedAt;
    TimelineHit pressed;
    bool down = false;
    bool dragged = false;

    // Part of one message's text.
    QPersistentModelIndex textRow;
    int textFrom = 0;
    int textTo = 0;
};

inline bool isMessage(const QModelIndex& index)
{
    return index.data(TimelineRole::Kind).toInt() == static_cast<int>(TimelineKind::Message);
}

inline bool hasFailed(const QModelIndex& index)
{
    return index.data(TimelineRole::State).toInt() == static_cast<int>(MessageState::Failed);
}

// Separators are passed by the keyboard.
inline bool canBeCurrent(const QModelIndex& index)
{
    const auto kind = static_cast<TimelineKind>(index.data(TimelineRole::Kind).toInt());
    return kind == TimelineKind::Message || kind == TimelineKind::Topic || kind == TimelineKind::Notice ||
           kind == TimelineKind::Gap;
}

}  // namespace snug::ui
