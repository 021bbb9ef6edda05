// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>
#include <QVector>

#include "ui/admin/column_fitter.h"

namespace snug::ui {

class TableSorter;
class Theme;

// A table of the administration window: whole rows, sorted by a click on a header, columns hidden by the
// header's menu, Ctrl+C copies rows. GUI thread; borrows the theme and the model, owns the sorter between.
//
// The model may change each second: what is selected stays selected, and the current row stays where it is
// on the screen (where it is out of sight: what is being read, unless rows only change their order).
class AdminTable : public QTableView {
    Q_OBJECT

public:
    // `columns` in the order of the model's.
    AdminTable(const Theme& theme, const QString& name, const QVector<TableColumn>& columns,
               QWidget* parent = nullptr);

    // May be null. Widths and hidden columns outlive a change.
    void setRows(QAbstractItemModel* model);
    TableSorter* sorter() const { return sorter_; }

    // A header's click sorts. Without it the rows stand as in the model.
    void sortOn(int column, Qt::SortOrder order);
    // What stands in an empty table, and in one where the filter lets nothing through.
    void setEmptyTexts(const QString& nothing, const QString& noMatch);
    // At its end it stays at its end when rows come.
    void setFollowsEnd(bool follows) { followsEnd_ = follows; }

    // AdminRole::Id of the selected rows, from top to bottom, and of the current row if it is selected.
    QVariantList selectedIds() const;
    QVariant currentId() const;
    // The selected rows, as indexes of column 0, from top to bottom.
    QModelIndexList selectedRows() const;
    // DisplayRole of a row's cell.
    QString textOf(const QModelIndex& row, int column) const;

    void copySelected();

Q_SIGNALS:
    void chosenChanged();  // what is selected or current
    void rowsChanged();    // how many there are

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void dress();
    void listenToSorter();
    void remember(bool sorting);
    void restore();

    const Theme& theme_;
    TableSorter* sorter_ = nullptr;
    ColumnFitter* fitter_ = nullptr;
    QString nothing_;
    QString noMatch_;
    bool followsEnd_ = false;
    bool wasAtEnd_ = false;
    QPersistentModelIndex anchor_;
    int anchorTop_ = 0;
};

}  // namespace snug::ui
