// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/room_list_view.h"

#include "ui/roles.h"
#include "ui/room_delegate.h"

namespace snug::ui {

RoomListView::RoomListView(const Theme& theme, QWidget* parent)
    : QListView(parent)
    , delegate_(new RoomDelegate(theme, this))
{
    setItemDelegate(delegate_);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setResizeMode(QListView::Adjust);
}

QModelIndex RoomListView::indexAt(const QPoint& point) const
{
    const QModelIndex index = QListView::indexAt(point);
    if (index.isValid() && point.y() < visualRect(index).top() + delegate_->titleHeight(index)) {
        return {};
    }
    return index;
}

void RoomListView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    QListView::rowsInserted(parent, start, end);
    scheduleDelayedItemsLayout();
}

void RoomListView::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    QListView::rowsAboutToBeRemoved(parent, start, end);
    scheduleDelayedItemsLayout();
}

void RoomListView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                               const QList<int>& roles)
{
    QListView::dataChanged(topLeft, bottomRight, roles);
    if (roles.isEmpty() || roles.contains(RoomRole::Joined)) {
        scheduleDelayedItemsLayout();
    }
}

}  // namespace snug::ui
