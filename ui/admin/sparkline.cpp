// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/theme.h"

namespace snug::ui {

Sparkline::Sparkline(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
{
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setFigures(const QVector<double>& figures)
{
    figures_ = figures.mid(qMax<qsizetype>(0, figures.size() - kFigures));
    update();
}

QSize Sparkline::sizeHint() const
{
    return {theme_.px(200), theme_.px(36)};
}

void Sparkline::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, theme_.colour(Colour::Border));
    if (figures_.size() < 2) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const double top = std::max(1.0, *std::max_element(figures_.begin(), figures_.end()));
    const double tall = height() - 4;
    const double step = static_cast<double>(width()) / static_cast<double>(figures_.size() - 1);
    QPainterPath line;
    for (qsizetype i = 0; i < figures_.size(); ++i) {
        const QPointF point(static_cast<double>(i) * step, 2 + tall * (1 - figures_.at(i) / top));
        i == 0 ? line.moveTo(point) : line.lineTo(point);
    }
    QPainterPath area = line;
    area.lineTo(width(), height() - 1);
    area.lineTo(0, height() - 1);
    QColor tint = theme_.colour(Colour::Accent);
    tint.setAlphaF(0.12F);
    painter.fillPath(area, tint);
    painter.setPen(QPen(theme_.colour(Colour::Accent), 1.6));
    painter.drawPath(line);
}

}  // namespace snug::ui
