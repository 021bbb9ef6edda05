// SPDX-License-Identifier: GPL-3.0-or-later
#include <QResizeEvent>
#include <QScrollBar>
#include <algorithm>

#include "ui/theme.h"
#include "ui/timeline_geometry.h"
#include "ui/timeline_input.h"
#include "ui/timeline_jump_button.h"
#include "ui/timeline_row.h"
#include "ui/timeline_view.h"

namespace snug::ui {

// Where the rows stand in the window, and what stays in place while their heights become known.

namespace {
// Measuring rows moves others into reach, which must be measured too; it converges in two or three rounds.
constexpr int kMostRounds = 8;
}  // namespace

TimelineView::Anchor TimelineView::takeAnchor() const
{
    if (stick_ || geometry_->rows() == 0) {
        return {};
    }
    const int row = geometry_->rowAt(verticalOffset());
    return {false, row, geometry_->top(row) - verticalOffset()};
}

void TimelineView::holdAnchor()
{
    if (!held_) {
        held_ = takeAnchor();
    }
}

int TimelineView::furthest() const
{
    return std::max(0, geometry_->total() + theme_.px(12) - viewport()->height());
}

int TimelineView::scrollFor(const Anchor& anchor) const
{
    if (anchor.bottom || geometry_->rows() == 0) {
        return furthest();
    }
    const int row = std::clamp(anchor.row, 0, geometry_->rows() - 1);
    return std::clamp(geometry_->top(row) - anchor.distance, 0, furthest());
}

// The row's top in the viewport. Few messages stand at the bottom, beside the composer.
int TimelineView::rowTop(int row) const
{
    const int slack = viewport()->height() - geometry_->total() - theme_.px(12);
    return geometry_->top(row) - verticalOffset() + std::max(0, slack);
}

bool TimelineView::measure(int top, int bottom)
{
    if (geometry_->rows() == 0) {
        return false;
    }
    bool changed = false;
    const int last = geometry_->rowAt(bottom);
    for (int row = geometry_->rowAt(top); row <= last; ++row) {
        if (!geometry_->isMeasured(row)) {
            const int height = rowOf(row).height;
            changed = changed || height != geometry_->height(row);
            geometry_->setMeasured(row, height);
        }
    }
    return changed;
}

// Measures what is in sight (and a page above and below), then puts the scroll bar where the anchor stays.
void TimelineView::settle()
{
    if (settling_) {
        return;
    }
    settling_ = true;
    const Anchor anchor = held_.value_or(takeAnchor());
    held_.reset();
    const int page = viewport()->height();
    for (int round = 0; round < kMostRounds; ++round) {
        const int top = scrollFor(anchor);
        if (!measure(top - page, top + 2 * page)) {
            break;
        }
    }
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, furthest());
    bar->setPageStep(page);
    bar->setSingleStep(theme_.px(20));
    bar->setValue(scrollFor(anchor));
    settling_ = false;
    viewport()->update();
    afterScroll();
}

void TimelineView::afterScroll()
{
    stick_ = verticalScrollBar()->value() >= furthest() - theme_.px(4);
    if (stick_) {
        newBelow_ = 0;
    }
    placeJumpButton();
    askOlder();
    tellSeen();
}

void TimelineView::tellSeen()
{
    if (unseen_ && stick_ && isVisible() && isActiveWindow()) {
        unseen_ = false;
        // Queued: whoever hears it may change the model, and we may be painting.
        QMetaObject::invokeMethod(this, &TimelineView::newestSeen, Qt::QueuedConnection);
    }
}

void TimelineView::askOlder()
{
    const bool near = verticalScrollBar()->value() < viewport()->height();
    if (near && olderThere_ && !olderAsked_ && isVisible() && geometry_->rows() > 0) {
        olderAsked_ = true;
        QMetaObject::invokeMethod(this, &TimelineView::olderWanted, Qt::QueuedConnection);
    }
}

void TimelineView::placeJumpButton()
{
    const int below = furthest() - verticalScrollBar()->value();
    const bool show = geometry_->rows() > 0 && (newBelow_ > 0 || below > viewport()->height());
    jump_->setCount(newBelow_);
    jump_->setVisible(show && !stick_);
    const QRect area = viewport()->geometry();
    jump_->resize(jump_->sizeHint());
    jump_->move(area.right() - jump_->width() - theme_.px(12),
                area.bottom() - jump_->height() - theme_.px(10));
}

void TimelineView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    settle();
}

void TimelineView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    placeJumpButton();
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    const bool otherWidth = event->oldSize().width() != event->size().width();
    holdAnchor();
    if (otherWidth) {
        layouts_.clear();
        if (geometry_->rows() > 0) {
            geometry_->forget(0, geometry_->rows() - 1);
        }
    }
    QAbstractItemView::resizeEvent(event);
    settle();
}

void TimelineView::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    scheduleDelayedItemsLayout();
}

void TimelineView::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::ActivationChange) {
        tellSeen();
    }
}

void TimelineView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    viewport()->update();
    if (!settling_) {
        // The person scrolled: what is at the upper edge now is what must stay.
        held_.reset();
        stick_ = verticalScrollBar()->value() >= furthest() - theme_.px(4);
        settle();
    }
}

int TimelineView::horizontalOffset() const
{
    return 0;
}

int TimelineView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool TimelineView::isIndexHidden(const QModelIndex& /*index*/) const
{
    return false;
}

QRect TimelineView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= geometry_->rows()) {
        return {};
    }
    return {0, rowTop(index.row()), viewport()->width(), geometry_->height(index.row())};
}

QModelIndex TimelineView::indexAt(const QPoint& point) const
{
    if (geometry_->rows() == 0) {
        return {};
    }
    const int row = geometry_->rowAt(point.y() - rowTop(0));
    const QModelIndex index = model()->index(row, 0);
    return visualRect(index).contains(point) ? index : QModelIndex();
}

void TimelineView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= geometry_->rows()) {
        return;
    }
    if (held_) {
        settle();
    }
    // Its height and place may be guesses until now.
    const int page = viewport()->height();
    measure(geometry_->top(index.row()) - page, geometry_->top(index.row()) + page);
    const QRect box = visualRect(index);
    const bool above = box.top() < 0;
    const bool below = box.bottom() >= page;
    const bool toTop = hint == PositionAtTop || (hint == EnsureVisible && above) || box.height() > page;
    int distance = 0;
    if (!toTop) {
        if (hint == PositionAtBottom || (hint == EnsureVisible && below)) {
            distance = page - box.height();
        } else if (hint == PositionAtCenter) {
            distance = (page - box.height()) / 2;
        } else {
            return;
        }
    }
    held_ = Anchor{false, index.row(), distance};
    settle();
}

}  // namespace snug::ui
