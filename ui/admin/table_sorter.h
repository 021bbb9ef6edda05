// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QVector>
#include <optional>

#include "ui/admin_roles.h"

namespace snug::ui {

// The rows of a table in the order and choice that a person wants, while the model changes under them.
// GUI thread. Orders by AdminRole::Sort, texts by the locale. Sorts and filters anew at most once a second,
// so that what is read does not dance; a click on a header and a changed filter count at once.
class TableSorter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit TableSorter(QObject* parent = nullptr);

    void setSourceModel(QAbstractItemModel* model) override;

    // Figures stand right, and so does what stands above them.
    void setNumbers(const QVector<bool>& numbers) { numbers_ = numbers; }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Rows in which one of `columns` has `text`, in whatever case. Empty: all.
    void setFilter(const QVector<int>& columns, const QString& text);
    // Only rows whose cell in `column` is at least this bad.
    void setLeastTone(int column, Tone least);
    // True: rows that come from now on stay out of sight until it is false again.
    void setPaused(bool paused);
    // How many stay out of sight for that.
    int heldBack() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    void onChanged(const QModelIndex& from, const QModelIndex& to);
    void renewSoon();
    void renew();

    QTimer pace_;
    bool due_ = false;
    QVector<bool> numbers_;  // by column
    QVector<int> columns_;
    QString text_;
    int toneColumn_ = -1;
    Tone leastTone_ = Tone::Plain;
    bool paused_ = false;
    // The last row of the model when it was paused; invalid once that row is gone, or if there was none.
    QPersistentModelIndex last_;
};

}  // namespace snug::ui
