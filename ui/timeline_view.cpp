// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_view.h"

#include <QPainter>
#include <QScrollBar>
#include <QVariantAnimation>
#include <algorithm>

#include "ui/roles.h"
#include "ui/theme.h"
#include "ui/timeline_geometry.h"
#include "ui/timeline_input.h"
#include "ui/timeline_jump_button.h"
#include "ui/timeline_row.h"

namespace snug::ui {

namespace {
constexpr int kLayoutsKept = 400;
constexpr int kGlowMs = 2'400;
}  // namespace

TimelineView::TimelineView(const Theme& theme, QWidget* parent)
    : QListView(parent)
    , theme_(theme)
    , geometry_(std::make_unique<TimelineGeometry>())
    , input_(std::make_unique<TimelineInput>())
    , layouts_(kLayoutsKept)
    , jump_(new TimelineJumpButton(theme, this))
    , glow_(new QVariantAnimation(this))
    , emptyTitle_(tr("No messages yet"))
    , emptyText_(tr("Say hello."))
{
    setAccessibleName(tr("Messages"));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    viewport()->setBackgroundRole(QPalette::Window);
    jump_->hide();
    glow_->setStartValue(1.0);
    glow_->setEndValue(0.0);
    glow_->setDuration(kGlowMs);
    glow_->setEasingCurve(QEasingCurve::InQuad);
    connect(glow_, &QVariantAnimation::valueChanged, viewport(),
            [this] { viewport()->update(visualRect(glowing_)); });
    connect(jump_, &QAbstractButton::clicked, this, &TimelineView::scrollToNewest);
    connect(&theme, &Theme::changed, this, &TimelineView::forgetLayouts);
}

TimelineView::~TimelineView() = default;

void TimelineView::setModel(QAbstractItemModel* model)
{
    if (QAbstractItemModel* old = this->model()) {
        disconnect(old, nullptr, this, nullptr);
    }
    olderAsked_ = false;
    olderThere_ = true;
    // Ends in reset(), which takes the rows over.
    QListView::setModel(model);
    if (model == nullptr) {
        return;
    }
    connect(model, &QAbstractItemModel::layoutChanged, this, &TimelineView::forgetLayouts);
    connect(model, &QAbstractItemModel::rowsMoved, this, &TimelineView::forgetLayouts);
    for (int row = model->rowCount() - 1; row >= 0; --row) {
        if (model->index(row, 0).data(TimelineRole::Kind).toInt() ==
            static_cast<int>(TimelineKind::NewMarker)) {
            held_ = Anchor{false, row, viewport()->height() / 4};
            break;
        }
    }
}

bool TimelineView::isAtBottom() const
{
    return stick_;
}

void TimelineView::scrollToNewest()
{
    stick_ = true;
    held_ = Anchor{};
    settle();
}

void TimelineView::showRow(const QModelIndex& index)
{
    if (!index.isValid()) {
        return;
    }
    clearTextSelection();
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    scrollTo(index, PositionAtCenter);
    glowing_ = index;
    glow_->stop();
    glow_->start();
}

void TimelineView::setEmptyText(const QString& title, const QString& text)
{
    emptyTitle_ = title;
    emptyText_ = text;
    viewport()->update();
}

void TimelineView::olderArrived(bool moreThere)
{
    olderAsked_ = false;
    olderThere_ = moreThere;
    scheduleDelayedItemsLayout();
}

std::vector<int> TimelineView::estimates(int first, int count) const
{
    std::vector<int> heights;
    heights.reserve(static_cast<std::size_t>(count));
    for (int row = first; row < first + count; ++row) {
        heights.push_back(estimateRowHeight(theme_, model()->index(row, 0), viewport()->width()));
    }
    return heights;
}

void TimelineView::forgetLayouts()
{
    holdAnchor();
    layouts_.clear();
    if (geometry_->rows() > 0) {
        geometry_->forget(0, geometry_->rows() - 1);
    }
    scheduleDelayedItemsLayout();
}

void TimelineView::reset()
{
    QAbstractItemView::reset();
    layouts_.clear();
    geometry_->clear();
    *input_ = TimelineInput();
    held_ = Anchor{};
    stick_ = true;
    newBelow_ = 0;
    unseen_ = true;
    const int rows = model() != nullptr ? model()->rowCount() : 0;
    if (rows > 0) {
        geometry_->insert(0, estimates(0, rows));
    }
    scheduleDelayedItemsLayout();
}

void TimelineView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    holdAnchor();
    const int before = geometry_->rows();
    const int count = end - start + 1;
    if (start < before) {
        layouts_.clear();
        if (!held_->bottom && held_->row >= start) {
            held_->row += count;
        }
    }
    geometry_->insert(start, estimates(start, count));
    if (start >= before) {
        unseen_ = true;
        for (int row = start; row <= end; ++row) {
            const QModelIndex index = model()->index(row, 0);
            if (index.data(TimelineRole::Kind).toInt() != static_cast<int>(TimelineKind::Message)) {
                continue;
            }
            if (!index.data(TimelineRole::Own).toBool()) {
                newBelow_ += stick_ ? 0 : 1;
            } else if (index.data(TimelineRole::State).toInt() != static_cast<int>(MessageState::Stored)) {
                // Just written here: whoever writes wants to see it.
                held_ = Anchor{};
                stick_ = true;
            }
        }
    }
    QAbstractItemView::rowsInserted(parent, start, end);
    scheduleDelayedItemsLayout();
}

void TimelineView::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    holdAnchor();
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    const int count = end - start + 1;
    if (!held_->bottom && held_->row > end) {
        held_->row -= count;
    } else if (!held_->bottom && held_->row >= start) {
        held_->row = start;
        held_->distance = 0;
    }
    geometry_->remove(start, count);
    layouts_.clear();
    scheduleDelayedItemsLayout();
}

void TimelineView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                               const QList<int>& roles)
{
    if (!topLeft.isValid() || !bottomRight.isValid()) {
        return;
    }
    holdAnchor();
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        layouts_.remove(row);
    }
    geometry_->forget(topLeft.row(), bottomRight.row());
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    scheduleDelayedItemsLayout();
}

}  // namespace snug::ui
