// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_jump_button.h"

#include <QPainter>

#include "ui/icons.h"
#include "ui/theme.h"

namespace snug::ui {

TimelineJumpButton::TimelineJumpButton(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , theme_(theme)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Jump to newest (Ctrl+J)"));
    count_ = -1;
    setCount(0);
}

void TimelineJumpButton::setCount(int newMessages)
{
    if (newMessages == count_) {
        return;
    }
    count_ = newMessages;
    setText(count_ > 0 ? tr("%n new", nullptr, count_) : QString());
    setAccessibleName(count_ > 0 ? tr("Jump to newest, %n new", nullptr, count_) : tr("Jump to newest"));
    resize(sizeHint());
    update();
}

QSize TimelineJumpButton::sizeHint() const
{
    const int height = theme_.px(34);
    const QFontMetrics metrics(theme_.font(TextRole::Strong));
    const int words = text().isEmpty() ? 0 : metrics.horizontalAdvance(text()) + theme_.px(14);
    return {height + words + theme_.px(4), height + theme_.px(4)};
}

void TimelineJumpButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int shadow = theme_.px(2);
    const QRectF box = QRectF(rect()).adjusted(shadow, shadow - 1, -shadow, -shadow - 1);
    const double radius = box.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 40));
    painter.drawRoundedRect(box.translated(0, 1.5), radius, radius);
    const bool filled = count_ > 0;
    const Colour fill = filled ? (underMouse() ? Colour::AccentHover : Colour::AccentFill)
                               : (underMouse() ? Colour::Hover : Colour::Raised);
    painter.setBrush(theme_.colour(fill));
    const Colour edge = hasFocus() ? Colour::Text : filled ? fill : Colour::Outline;
    painter.setPen(QPen(theme_.colour(edge), hasFocus() ? 2 : 1));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const Colour ink = filled ? Colour::OnAccent : Colour::Text;
    const int icon = theme_.px(18);
    const int iconLeft = static_cast<int>(box.right() - radius - icon / 2.0);
    paintIcon(painter, QRect(iconLeft, static_cast<int>(box.center().y() - icon / 2.0), icon, icon),
              QStringLiteral("arrow_down"), theme_.colour(ink));
    if (filled) {
        painter.setFont(theme_.font(TextRole::Strong));
        painter.setPen(theme_.colour(ink));
        painter.drawText(QRectF(box.left() + theme_.px(14), box.top(), iconLeft - box.left(), box.height()),
                         Qt::AlignVCenter, text());
    }
}

}  // namespace snug::ui
