// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/table_sorter.h"

#include <algorithm>
#include <chrono>

namespace snug::ui {

using namespace std::chrono_literals;

TableSorter::TableSorter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(false);
    pace_.setSingleShot(true);
    pace_.setInterval(1s);
    connect(&pace_, &QTimer::timeout, this, [this] {
        if (due_) {
            renew();
        }
    });
}

void TableSorter::setSourceModel(QAbstractItemModel* model)
{
    if (sourceModel() != nullptr) {
        disconnect(sourceModel(), nullptr, this, nullptr);
    }
    last_ = QPersistentModelIndex();
    QSortFilterProxyModel::setSourceModel(model);
    if (model != nullptr) {
        connect(model, &QAbstractItemModel::dataChanged, this, &TableSorter::onChanged);
        connect(model, &QAbstractItemModel::rowsInserted, this, &TableSorter::renewSoon);
        connect(model, &QAbstractItemModel::modelReset, this, &TableSorter::renew);
    }
    renew();
}

QVariant TableSorter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal) {
        return static_cast<int>(Qt::AlignVCenter |
                                (numbers_.value(section) ? Qt::AlignRight : Qt::AlignLeft));
    }
    return QSortFilterProxyModel::headerData(section, orientation, role);
}

void TableSorter::setFilter(const QVector<int>& columns, const QString& text)
{
    columns_ = columns;
    text_ = text;
    renew();
}

void TableSorter::setLeastTone(int column, Tone least)
{
    toneColumn_ = column;
    leastTone_ = least;
    renew();
}

void TableSorter::setPaused(bool paused)
{
    paused_ = paused;
    last_ = paused && sourceModel() != nullptr ? sourceModel()->index(sourceModel()->rowCount() - 1, 0)
                                               : QModelIndex();
    renew();
}

int TableSorter::heldBack() const
{
    if (!paused_ || sourceModel() == nullptr) {
        return 0;
    }
    return sourceModel()->rowCount() - (last_.isValid() ? last_.row() + 1 : 0);
}

bool TableSorter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (paused_ && (!last_.isValid() || row > last_.row())) {
        return false;
    }
    const QAbstractItemModel* model = sourceModel();
    if (toneColumn_ >= 0 && leastTone_ != Tone::Plain &&
        model->index(row, toneColumn_, parent).data(AdminRole::Tone).toInt() < static_cast<int>(leastTone_)) {
        return false;
    }
    return text_.isEmpty() || std::any_of(columns_.begin(), columns_.end(), [&](int column) {
               return model->index(row, column, parent)
                   .data()
                   .toString()
                   .contains(text_, Qt::CaseInsensitive);
           });
}

bool TableSorter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(AdminRole::Sort);
    const QVariant b = right.data(AdminRole::Sort);
    if (!a.isValid() || !b.isValid() || a.typeId() == QMetaType::QString) {
        const QString first = a.isValid() ? a.toString() : left.data().toString();
        const QString second = b.isValid() ? b.toString() : right.data().toString();
        return QString::localeAwareCompare(first, second) < 0;
    }
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

void TableSorter::onChanged(const QModelIndex& from, const QModelIndex& to)
{
    const auto touched = [&](int column) { return from.column() <= column && column <= to.column(); };
    const bool chosenBy = !text_.isEmpty() && std::any_of(columns_.begin(), columns_.end(), touched);
    if (chosenBy || (sortColumn() >= 0 && touched(sortColumn()))) {
        renewSoon();
    }
}

void TableSorter::renewSoon()
{
    due_ = true;
    if (!pace_.isActive()) {
        // Not now: the model is in the middle of telling what changed, and more may come with it.
        QTimer::singleShot(0, this, [this] {
            if (due_ && !pace_.isActive()) {
                renew();
            }
        });
    }
}

void TableSorter::renew()
{
    due_ = false;
    pace_.start();
    invalidateFilter();
    if (sortColumn() >= 0) {
        QSortFilterProxyModel::sort(sortColumn(), sortOrder());
    }
}

}  // namespace snug::ui
