// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace snug::ui {

class RoomDelegate;
class Theme;

// The list inside RoomList. A title above a row belongs to no row: it cannot be clicked.
class RoomListView : public QListView {
    Q_OBJECT

public:
    explicit RoomListView(const Theme& theme, QWidget* parent = nullptr);

    QModelIndex indexAt(const QPoint& point) const override;

protected:
    // Which row bears a title, and so its height, changes with its neighbours.
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles) override;

private:
    RoomDelegate* delegate_ = nullptr;
};

}  // namespace snug::ui
