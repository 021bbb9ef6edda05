// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recent_servers_model.h"

#include <algorithm>

#include "ui/roles.h"

namespace snug::models {

using ui::ServerRole::Role;

void RecentServersModel::setServers(QVector<RecentServer> servers)
{
    std::stable_sort(servers.begin(), servers.end(),
                     [](const RecentServer& a, const RecentServer& b) { return a.lastUsed > b.lastUsed; });
    servers.resize(std::min<qsizetype>(servers.size(), kMost));
    beginResetModel();
    servers_ = std::move(servers);
    endResetModel();
}

void RecentServersModel::use(const RecentServer& server)
{
    const auto found = std::find_if(servers_.begin(), servers_.end(), [&server](const RecentServer& known) {
        return known.address == server.address;
    });
    if (found == servers_.end()) {
        if (servers_.size() == kMost) {
            beginRemoveRows({}, kMost - 1, kMost - 1);
            servers_.removeLast();
            endRemoveRows();
        }
        beginInsertRows({}, 0, 0);
        servers_.prepend(server);
        endInsertRows();
    } else {
        const auto row = static_cast<int>(found - servers_.begin());
        if (row > 0) {
            beginMoveRows({}, row, row, {}, 0);
            servers_.move(row, 0);
            endMoveRows();
        }
        const QString name = server.name.isEmpty() ? servers_.first().name : server.name;
        servers_.first() = {name, server.address, server.lastUsed};
        Q_EMIT dataChanged(index(0), index(0));
    }
    Q_EMIT changed();
}

void RecentServersModel::forget(int row)
{
    if (row < 0 || row >= servers_.size()) {
        return;
    }
    beginRemoveRows({}, row, row);
    servers_.remove(row);
    endRemoveRows();
    Q_EMIT changed();
}

int RecentServersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(servers_.size());
}

QVariant RecentServersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RecentServer& server = servers_.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return server.name.isEmpty() ? server.address : server.name;
        case Role::Name:
            return server.name;
        case Role::Address:
            return server.address;
        case Role::LastUsed:
            return server.lastUsed;
        default:
            return {};
    }
}

QHash<int, QByteArray> RecentServersModel::roleNames() const
{
    return {{Role::Name, "name"}, {Role::Address, "address"}, {Role::LastUsed, "lastUsed"}};
}

}  // namespace snug::models
