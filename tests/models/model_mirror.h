// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModelTester>
#include <QTest>
#include <QVariant>

namespace snug::tests {

// A view's memory of a list or table model, kept only by the model's signals: when it differs from the model,
// a signal was missing or wrong. Counts what a user of the model would notice. Runs Qt's own model tester
// beside.
class ModelMirror : public QObject {
    Q_OBJECT

public:
    explicit ModelMirror(QAbstractItemModel& model)
        : model_(model)
        , tester_(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
        , roles_(model.roleNames().keys())
    {
        for (int i = 0; i < model.rowCount(); ++i) {
            rows_.append(read(i));
        }
        connect(&model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex&, int first, int last) {
                    inserted += last - first + 1;
                    for (int i = first; i <= last; ++i) {
                        rows_.insert(i, read(i));
                    }
                });
        connect(&model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex&, int first, int last) {
                    removed += last - first + 1;
                    rows_.remove(first, last - first + 1);
                });
        connect(&model, &QAbstractItemModel::rowsMoved, this,
                [this](const QModelIndex&, int first, int, const QModelIndex&, int to) {
                    ++moved;
                    rows_.move(first, to > first ? to - 1 : to);
                });
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex& from, const QModelIndex& to) {
                    ++changed;
                    for (int i = from.row(); i <= to.row(); ++i) {
                        rows_[i] = read(i);
                    }
                });
        connect(&model, &QAbstractItemModel::modelReset, this, [this] { ++resets; });
    }

    bool isTrue() const
    {
        if (rows_.size() != model_.rowCount()) {
            return false;
        }
        for (int i = 0; i < rows_.size(); ++i) {
            if (rows_.at(i) != read(i)) {
                qWarning() << "row" << i << "was" << rows_.at(i) << "is" << read(i);
                return false;
            }
        }
        return true;
    }

    int inserted = 0;
    int removed = 0;
    int moved = 0;
    int changed = 0;
    int resets = 0;

private:
    QVariantList read(int row) const
    {
        QVariantList values;
        for (int column = 0; column < model_.columnCount(); ++column) {
            for (const int role : roles_) {
                values.append(model_.index(row, column).data(role));
            }
        }
        return values;
    }

    QAbstractItemModel& model_;
    QAbstractItemModelTester tester_;
    QList<int> roles_;
    QVector<QVariantList> rows_;
};

}  // namespace snug::tests
