// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/record_model.h"

#include <QLocale>

namespace snug::ui {

void RecordModel::setFrames(const QVector<ConnectionRecord::Frame>& oldestFirst)
{
    beginResetModel();
    frames_ = oldestFirst.mid(qMax<qsizetype>(0, oldestFirst.size() - kFrames));
    endResetModel();
}

int RecordModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(frames_.size());
}

int RecordModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant RecordModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole) {
        return {};
    }
    const ConnectionRecord::Frame& frame = frames_.at(frames_.size() - 1 - index.row());
    switch (index.column()) {
        case At:
            return frame.at.toString(QStringLiteral("HH:mm:ss.zzz"));
        case Way:
            return frame.out ? tr("↑ to them") : tr("↓ from them");
        case Word:
            return frame.word;
        case Bytes:
            return QLocale().toString(frame.bytes);
        default:
            return {};
    }
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case At:
            return tr("At");
        case Way:
            return tr("Way");
        case Word:
            return tr("What");
        case Bytes:
            return tr("Bytes");
        default:
            return {};
    }
}

}  // namespace snug::ui
