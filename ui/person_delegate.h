// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace snug::ui {

class Theme;

// Draws a person: avatar with presence dot, nick, what they do. Borrows the theme.
class PersonDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit PersonDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // Plain tooltips with the whole nick.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    const Theme& theme_;
};

}  // namespace snug::ui
