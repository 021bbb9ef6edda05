// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVector>
#include <functional>

class QHeaderView;
class QPoint;
class QTableView;

namespace snug::ui {

class Theme;

// How a column is shown. Widths in the pixels of Theme::px.
struct TableColumn {
    int width = 100;      // at least, and at least what its header needs
    int share = 0;        // of the room that is left over; it also gives way where there is too little
    bool number = false;  // stands right
};

// Makes the columns of a table as wide as there is room, until a person drags one, and lets a person hide
// some. GUI thread; a child of the table, borrows the theme.
class ColumnFitter : public QObject {
    Q_OBJECT

public:
    // `columns` in the order of the model's.
    ColumnFitter(const Theme& theme, const QVector<TableColumn>& columns, QTableView* table);

    // To be called when the room, the font or the columns changed.
    void fit();
    // Does `change`, which makes the header forget what a person did to it, and gives that back.
    void keepThrough(const std::function<void()>& change);

private:
    void popUp(const QPoint& where);
    QVector<int> widths() const;

    const Theme& theme_;
    const QVector<TableColumn> columns_;
    QTableView* const table_;
    QHeaderView* const header_;
    QByteArray state_;       // of the header, when it last had columns
    bool byPerson_ = false;  // a person dragged a column
    bool busy_ = false;      // the sections resize by our own hand
};

}  // namespace snug::ui
