// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QStyledItemDelegate>

namespace snug::ui {

class Theme;

// Draws a server one has been on: name, address, when. Borrows the theme.
class ServerDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ServerDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    const Theme& theme_;
};

// "14:02" today, "Yesterday", "Monday" within a week, else the short date. `now` decides what today is.
QString whenText(const QDateTime& at, const QDateTime& now);

}  // namespace snug::ui
