// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_dot.h"

#include <QPainter>

#include "ui/theme.h"

namespace snug::ui {

StatusDot::StatusDot(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusDot::setColour(Colour colour)
{
    colour_ = colour;
    update();
}

QSize StatusDot::sizeHint() const
{
    return {theme_.px(8), theme_.px(8)};
}

void StatusDot::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_.colour(colour_));
    painter.drawEllipse(rect());
}

}  // namespace snug::ui
