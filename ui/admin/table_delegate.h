// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QVector>

namespace snug::ui {

class Theme;

// Draws a cell of the administration's tables: one line of plain text, cut with "…", in the colour of its
// tone; figures stand right. The whole text is the tooltip where it was cut. Borrows the theme.
class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit TableDelegate(const Theme& theme, QObject* parent = nullptr);

    void setNumbers(const QVector<bool>& numbers) { numbers_ = numbers; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    QRect textBox(const QRect& cell) const;

    const Theme& theme_;
    QVector<bool> numbers_;  // by column
};

}  // namespace snug::ui
