// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

#include "ui/colours.h"

namespace snug::ui {

class Theme;

// The icon resources/icons/<name>.svg, drawn in the theme's colour at the moment of painting: it follows the
// theme, the size and the screen's resolution by itself. `theme` must outlive the icon.
QIcon themedIcon(const Theme& theme, const QString& name, Colour colour = Colour::Muted);

// Snug's own icon, for windows.
QIcon applicationIcon();

// The same drawing, straight onto a painter; for delegates.
void paintIcon(QPainter& painter, const QRect& box, const QString& name, const QColor& colour);

}  // namespace snug::ui
