// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topic_button.h"

#include <QPainter>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

TopicButton::TopicButton(const Theme& theme, QWidget* parent)
    : QToolButton(parent)
    , theme_(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::IBeamCursor);
    setTopic({});
}

void TopicButton::setTopic(const QString& topic)
{
    topic_ = singleLine(topic);
    setAccessibleName(topic_.isEmpty() ? tr("Set a topic") : tr("Topic: %1").arg(topic_));
    setToolTip(topic.isEmpty() ? tr("Set a topic") : plainToolTip(topic));
    update();
}

QSize TopicButton::sizeHint() const
{
    return {theme_.px(120), fontMetrics().height() + theme_.px(10)};
}

QSize TopicButton::minimumSizeHint() const
{
    return {theme_.px(24), sizeHint().height()};
}

void TopicButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(hasFocus() ? QPen(theme_.colour(Colour::Accent), theme_.px(2)) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() ? QBrush(theme_.colour(Colour::Hover)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, theme_.px(6), theme_.px(6));
    const int margin = theme_.px(6);
    const QString text =
        topic_.isEmpty() ? (underMouse() || hasFocus() ? tr("Set a topic") : QString()) : topic_;
    painter.setPen(theme_.colour(Colour::Muted));
    const QRect inner = rect().adjusted(margin, 0, -margin, 0);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
}

}  // namespace snug::ui
