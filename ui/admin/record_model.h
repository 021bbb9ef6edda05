// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/admin/connection_record.h"

namespace snug::ui {

// The frames of a flight recorder as rows, newest first. GUI thread. Keeps the last 500.
class RecordModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kFrames = 500;
    enum Column { At, Way, Word, Bytes, Count };

    using QAbstractTableModel::QAbstractTableModel;

    void setFrames(const QVector<ConnectionRecord::Frame>& oldestFirst);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<ConnectionRecord::Frame> frames_;  // oldest first
};

}  // namespace snug::ui
