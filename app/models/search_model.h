// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QVector>

#include "client/room_search.h"
#include "ui/roles.h"

namespace snug::models {

// What a search found, as rows of ui::SearchRole, the newest first. GUI thread. Borrows the search, which
// outlives it. Never resets.
class SearchModel : public QAbstractListModel {
    Q_OBJECT

public:
    explicit SearchModel(const client::RoomSearch& search, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        protocol::LogEntry entry;
        ui::TextSpans found;
    };

    void insert(int first, int count);
    void removeAll();

    const client::RoomSearch& search_;
    QVector<Row> rows_;
};

}  // namespace snug::models
