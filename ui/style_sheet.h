// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace snug::ui {

class Theme;

// The palette and the one style sheet of the program, made from the theme's tokens.
QPalette paletteFor(const Theme& theme);
QString styleSheetFor(const Theme& theme);

}  // namespace snug::ui
