// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QVector>

namespace snug::models {

// A server one has been on.
struct RecentServer {
    QString name;     // as the server calls itself; may be empty
    QString address;  // client::ServerAddress::text()
    QDateTime lastUsed;

    friend bool operator==(const RecentServer&, const RecentServer&) = default;
};

// The servers one has been on, the latest first, as rows of ui::ServerRole. GUI thread. Where they are kept
// is the shell's: it gives them at the start and saves them on changed(). Bound: kMost, the oldest go.
class RecentServersModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kMost = 20;

    using QAbstractListModel::QAbstractListModel;

    const QVector<RecentServer>& servers() const { return servers_; }
    // Replaces all, in any order.
    void setServers(QVector<RecentServer> servers);
    // Comes first; one with the same address is the same one. An empty name leaves the known one.
    void use(const RecentServer& server);
    void forget(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    // By use() or forget().
    void changed();

private:
    QVector<RecentServer> servers_;
};

}  // namespace snug::models
