// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace snug::ui {

class Theme;

// Draws a result of a search: avatar, nick, time, and the text around what was found. As wide as the view
// without its scroll bar, so that a row is as high with it as without. Borrows the theme.
class SearchDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit SearchDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // Plain tooltips: who, when exactly, and the whole text as far as a tooltip goes.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    int widthFor(const QStyleOptionViewItem& option) const;

    const Theme& theme_;
};

}  // namespace snug::ui
