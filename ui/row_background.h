// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/colours.h"

class QPainter;
class QStyleOptionViewItem;

namespace snug::ui {

class Theme;

// Hover, selection and focus of a row on the sidebar, as a rounded box with a little air left and right.
// Answers the colour that is now behind the row.
Colour paintRowBackground(QPainter& painter, const Theme& theme, const QStyleOptionViewItem& option);

}  // namespace snug::ui
