// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QVector>

#include "client/room_state.h"
#include "ui/roles.h"

namespace snug::models {

// One room's timeline as rows of ui::TimelineRole: entries grouped by author and day, the new-messages line,
// a gap, and own messages that are not stored yet. GUI thread. Borrows the room, which outlives it.
//
// Rows are a function of the room's state. A change makes the rows after it anew and tells the difference, so
// that views see the least inserts and removes, and an own message keeps its row from queued to stored. Never
// resets.
class TimelineModel : public QAbstractListModel {
    Q_OBJECT

public:
    // Messages of one author this close together are one group.
    static constexpr std::chrono::minutes kGroup{5};

    explicit TimelineModel(client::RoomState& room, QObject* parent = nullptr);

    // A row above all others that says so.
    void setLoading(bool loading);

    // The row of this entry of the room's log; invalid while it is not loaded.
    QModelIndex rowOf(quint64 seq) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        ui::TimelineKind kind = ui::TimelineKind::Message;
        protocol::LogEntry entry{};  // Message and Topic; `at` also of Day; of a pending one without seq
        ui::MessageState state = ui::MessageState::Stored;
        QString failure{};
        bool own = false;
        bool firstOfGroup = false;

        // The same thing, perhaps changed.
        bool isSameAs(const Row& other) const;
        friend bool operator==(const Row&, const Row&) = default;
    };
    class Builder;

    // Makes all rows anew, or those after the last stored entry that rows and room have in common.
    void sync();
    void syncTail();
    // Replaces the rows from `firstRow` on, telling only what differs.
    void apply(int firstRow, const QVector<Row>& rows);

    client::RoomState& room_;
    QVector<Row> rows_;
    bool loading_ = false;
};

}  // namespace snug::models
