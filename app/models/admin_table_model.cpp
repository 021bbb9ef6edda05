// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_table_model.h"

namespace snug::models {

namespace Role = ui::AdminRole;

AdminTableModel::AdminTableModel(const client::RowSignals& rows, QVector<Header> headers, QObject* parent)
    : QAbstractTableModel(parent)
    , headers_(std::move(headers))
{
    using client::RowSignals;
    connect(&rows, &RowSignals::inserting, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&rows, &RowSignals::inserted, this, [this] { endInsertRows(); });
    connect(&rows, &RowSignals::removing, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&rows, &RowSignals::removed, this, [this] { endRemoveRows(); });
    connect(&rows, &RowSignals::changed, this, [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    });
}

int AdminTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

int AdminTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(headers_.size());
}

QVariant AdminTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int row = index.row();
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return text(row, column);
        case Qt::ToolTipRole: {
            const QString more = tip(row, column);
            return more.isEmpty() ? QVariant() : more;
        }
        case Role::Id:
            return id(row);
        case Role::Sort:
            return order(row, column);
        case Role::Tone:
            return static_cast<int>(tone(row, column));
        case Role::Locked:
        case Role::Draining:
        case Role::Changeable:
        case Role::Mine:
            return flag(row, role);
        default:
            return {};
    }
}

QVariant AdminTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= headers_.size()) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
            return headers_.at(section).title;
        case Qt::ToolTipRole:
            return headers_.at(section).tip;
        default:
            return {};
    }
}

QHash<int, QByteArray> AdminTableModel::roleNames() const
{
    return {{Qt::DisplayRole, "text"},
            {Qt::ToolTipRole, "tip"},
            {Role::Id, "id"},
            {Role::Sort, "order"},
            {Role::Tone, "tone"},
            {Role::Locked, "locked"},
            {Role::Draining, "draining"},
            {Role::Changeable, "changeable"},
            {Role::Mine, "mine"}};
}

QVariant AdminTableModel::id(int /*row*/) const
{
    return {};
}

QString AdminTableModel::tip(int /*row*/, int /*column*/) const
{
    return {};
}

QVariant AdminTableModel::order(int row, int column) const
{
    return text(row, column);
}

ui::Tone AdminTableModel::tone(int /*row*/, int /*column*/) const
{
    return ui::Tone::Plain;
}

QVariant AdminTableModel::flag(int /*row*/, int /*role*/) const
{
    return {};
}

}  // namespace snug::models
