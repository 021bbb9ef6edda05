// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QVector>
#include <tuple>

#include "client/room_state.h"

namespace snug::models {

// Who is in a room, as rows of ui::PersonRole: who is active before who is away, each by nick. GUI thread.
// Borrows the room, which outlives it. In a summarised room only those who were told; RoomPeople::count() has
// the number.
class PeopleModel : public QAbstractListModel {
    Q_OBJECT

public:
    explicit PeopleModel(client::RoomState& room, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    // A row and its place: `folded` is the nick without case.
    struct Row {
        bool away = false;
        QString folded;
        QString user;
        QString nick;

        friend bool operator<(const Row& a, const Row& b)
        {
            return std::tie(a.away, a.folded, a.user) < std::tie(b.away, b.folded, b.user);
        }
    };

    void put(const QString& user);
    void drop(const QString& user);
    void refresh(const QString& user);
    int placeOf(const Row& row) const;

    client::RoomState& room_;
    QVector<Row> rows_;
    QHash<QString, Row> byUser_;
};

}  // namespace snug::models
