// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QVector>

#include "client/workspace.h"

namespace snug::models {

// The rooms of a server as rows of ui::RoomRole: those one is in, by name; then those one could join, by
// name. GUI thread. Borrows the workspace, which outlives it. Never resets.
class RoomListModel : public QAbstractListModel {
    Q_OBJECT

public:
    explicit RoomListModel(client::Workspace& workspace, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        bool joined = false;
        QString name;

        friend bool operator==(const Row&, const Row&) = default;
        friend bool operator<(const Row& a, const Row& b)
        {
            return a.joined != b.joined ? a.joined : a.name < b.name;
        }
    };

    void follow(const QString& name);
    // Puts the row of this room where it belongs now, or takes it away.
    void place(const QString& name);
    void refresh(const QString& name);
    int find(const Row& row) const;

    client::Workspace& workspace_;
    QVector<Row> rows_;
};

}  // namespace snug::models
