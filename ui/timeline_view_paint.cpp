// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPaintEvent>
#include <QPainter>
#include <QVariantAnimation>

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/timeline_geometry.h"
#include "ui/timeline_input.h"
#include "ui/timeline_painter.h"
#include "ui/timeline_row.h"
#include "ui/timeline_view.h"

namespace snug::ui {

const TimelineRow& TimelineView::rowOf(int row) const
{
    if (const TimelineRow* known = layouts_.object(row)) {
        return *known;
    }
    auto made = layOutRow(theme_, model()->index(row, 0), viewport()->width());
    TimelineRow* kept = made.get();
    layouts_.insert(row, made.release());
    return *kept;
}

void TimelineView::paintEvent(QPaintEvent* event)
{
    if (held_) {
        // Rows changed and the layout has not caught up: never show a state in between.
        executeDelayedItemsLayout();
        settle();
    }
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme_.colour(Colour::Window));
    if (geometry_->rows() == 0) {
        paintEmpty(painter);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const QModelIndex current = hasFocus() ? currentIndex() : QModelIndex();
    int row = geometry_->rowAt(event->rect().top() - rowTop(0));
    for (; row < geometry_->rows() && rowTop(row) <= event->rect().bottom(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        RowLook look;
        look.hovered = input_->hovered == index;
        look.selected = selectionModel()->isSelected(index);
        look.focused = current == index;
        look.glow = glowing_ == index ? glow_->currentValue().toDouble() : 0.0;
        if (input_->textRow == index) {
            look.selectFrom = input_->textFrom;
            look.selectTo = input_->textTo;
        }
        paintTimelineRow(painter, theme_, rowOf(row), QPoint(0, rowTop(row)), look);
    }
}

void TimelineView::paintEmpty(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect area = viewport()->rect().adjusted(theme_.px(24), 0, -theme_.px(24), 0);
    const QFontMetrics title(theme_.font(TextRole::Heading));
    const QFontMetrics text(theme_.font(TextRole::Body));
    const int side = theme_.px(56);
    const int gap = theme_.px(12);
    int y = area.center().y() - (side + gap + title.height() + text.height()) / 2;
    const QRect disc(area.center().x() - side / 2, y, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_.colour(Colour::Selected));
    painter.drawEllipse(disc);
    const int inset = theme_.px(15);
    paintIcon(painter, disc.adjusted(inset, inset, -inset, -inset), QStringLiteral("chat"),
              theme_.colour(Colour::Accent));
    y += side + gap;
    painter.setFont(theme_.font(TextRole::Heading));
    painter.setPen(theme_.colour(Colour::Text));
    painter.drawText(QRect(area.left(), y, area.width(), title.height()),
                     Qt::AlignCenter | Qt::TextSingleLine,
                     title.elidedText(emptyTitle_, Qt::ElideRight, area.width()));
    y += title.height() + theme_.px(4);
    painter.setFont(theme_.font(TextRole::Body));
    painter.setPen(theme_.colour(Colour::Muted));
    painter.drawText(QRect(area.left(), y, area.width(), text.height() * 3),
                     static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, emptyText_);
}

}  // namespace snug::ui
