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

}  // namespace snug::ui
