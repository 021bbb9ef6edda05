// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/tile_grid.h"

#include <QGridLayout>

namespace snug::ui {

TileGrid::TileGrid(int least, int most, int spacing, QWidget* parent)
    : QWidget(parent)
    , least_(least)
    , most_(most)
    , grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(spacing);
}

void TileGrid::add(QWidget* tile)
{
    tiles_ << tile;
    arrange();
}

QSize TileGrid::minimumSizeHint() const
{
    return {least_, QWidget::minimumSizeHint().height()};
}

void TileGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    int fit = (width() + grid_->spacing()) / (least_ + grid_->spacing());
    // No last row with a single tile where one column less fills it: 6 stand as 3 + 3, not 5 + 1.
    fit = qBound(1, fit, most_);
    while (fit > 1 && tiles_.size() % fit != 0 && tiles_.size() % (fit - 1) == 0) {
        --fit;
    }
    if (fit != columns_) {
        columns_ = fit;
        arrange();
    }
}

void TileGrid::arrange()
{
    for (int column = 0; column < most_; ++column) {
        grid_->setColumnStretch(column, column < columns_ ? 1 : 0);
    }
    for (qsizetype i = 0; i < tiles_.size(); ++i) {
        const int place = static_cast<int>(i);
        grid_->addWidget(tiles_.at(i), place / columns_, place % columns_);
    }
}

}  // namespace snug::ui
