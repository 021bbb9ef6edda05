// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>

class QPainter;

namespace snug::ui {

class Theme;
struct TimelineRow;

// How a row looks just now.
struct RowLook {
    bool hovered = false;
    bool selected = false;
    bool focused = false;
    double glow = 0;     // 1: just shown, 0: no longer set off
    int selectFrom = 0;  // of the text; equal: none
    int selectTo = 0;
};

// Draws a row whose top left is at `at`.
void paintTimelineRow(QPainter& painter, const Theme& theme, const TimelineRow& row, const QPoint& at,
                      const RowLook& look);

}  // namespace snug::ui
