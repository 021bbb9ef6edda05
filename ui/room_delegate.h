// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace snug::ui {

class Theme;

// Draws a room: sign, name, draft pencil, unread badge; above the first row of each part its title. Works on
// the indexes of a RoomFilter. Borrows the theme.
class RoomDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit RoomDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    // Height of the title above this row; 0 for most rows.
    int titleHeight(const QModelIndex& index) const;

private:
    // Draws from the right and answers where the name must end.
    int paintMarks(QPainter& painter, const QRect& row, const QModelIndex& index) const;
    void paintTitle(QPainter& painter, const QRect& box, bool joined) const;

    const Theme& theme_;
};

}  // namespace snug::ui
