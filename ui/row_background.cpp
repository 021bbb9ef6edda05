// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/row_background.h"

#include <QPainter>
#include <QStyleOption>

#include "ui/theme.h"

namespace snug::ui {

Colour paintRowBackground(QPainter& painter, const Theme& theme, const QStyleOptionViewItem& option)
{
    Colour behind = Colour::Sidebar;
    if (option.state.testFlag(QStyle::State_Selected)) {
        behind = Colour::Selected;
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        behind = Colour::Hover;
    }
    const QRectF box = QRectF(option.rect).adjusted(theme.px(6), 0.5, -theme.px(6), -0.5);
    const double radius = theme.px(6);
    if (behind != Colour::Sidebar) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(behind));
        painter.drawRoundedRect(box, radius, radius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter.setPen(QPen(theme.colour(Colour::Accent), theme.px(2)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius);
    }
    return behind;
}

}  // namespace snug::ui
