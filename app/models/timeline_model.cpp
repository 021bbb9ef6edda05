// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline_model.h"

#include <QDateTime>

#include "models/timeline_builder.h"

namespace snug::models {

using client::RoomState;
using ui::TimelineKind;
using ui::TimelineRole::Role;

TimelineModel::TimelineModel(RoomState& room, QObject* parent)
    : QAbstractListModel(parent)
    , room_(room)
{
    connect(&room_, &RoomState::entriesInserted, this, [this](int first, int count) {
        if (first + count == room_.timeline().entries().size()) {
            syncTail();
        } else {
            sync();
        }
    });
    connect(&room_, &RoomState::pendingStored, this, &TimelineModel::syncTail);
    connect(&room_, &RoomState::pendingInserted, this, &TimelineModel::syncTail);
    connect(&room_, &RoomState::pendingChanged, this, &TimelineModel::syncTail);
    connect(&room_, &RoomState::pendingRemoved, this, &TimelineModel::syncTail);
    connect(&room_, &RoomState::entriesRemoved, this, &TimelineModel::sync);
    connect(&room_, &RoomState::marksChanged, this, &TimelineModel::sync);
    connect(&room_, &RoomState::selfChanged, this, &TimelineModel::sync);
    sync();
}

bool TimelineModel::Row::isSameAs(const Row& other) const
{
    if (kind != other.kind) {
        return false;
    }
    switch (kind) {
        case TimelineKind::Message:
        case TimelineKind::Topic:
            // Its nonce names an own message before it has a seq.
            if (own && other.own && !entry.nonce.isEmpty()) {
                return entry.nonce == other.entry.nonce;
            }
            return entry.seq == other.entry.seq && entry.at == other.entry.at;
        case TimelineKind::Day:
            return entry.at == other.entry.at;
        default:
            return true;
    }
}

void TimelineModel::setLoading(bool loading)
{
    if (loading != loading_) {
        loading_ = loading;
        sync();
    }
}

QModelIndex TimelineModel::rowOf(quint64 seq) const
{
    for (int row = static_cast<int>(rows_.size()) - 1; row >= 0 && seq > 0; --row) {
        if (rows_.at(row).entry.seq == seq) {
            return index(row);
        }
        if (rows_.at(row).kind == TimelineKind::Gap && room_.timeline().gapIsForGood()) {
            break;  // seqs of before are another log's
        }
    }
    return {};
}

void TimelineModel::sync()
{
    Builder builder(room_);
    if (loading_) {
        builder.addLoading();
    }
    builder.addEntries(0);
    builder.addPending();
    apply(0, builder.takeRows());
}

void TimelineModel::syncTail()
{
    qsizetype row = rows_.size() - 1;
    while (row >= 0 && rows_.at(row).entry.seq == 0) {
        --row;
    }
    const auto& entries = room_.timeline().entries();
    qsizetype entry = entries.size() - 1;
    while (row >= 0 && entry >= room_.timeline().liveBegin() && entries.at(entry) != rows_.at(row).entry) {
        --entry;
    }
    if (row < 0 || entry < room_.timeline().liveBegin()) {
        sync();
        return;
    }
    Builder builder(room_);
    builder.continueAfter(rows_.at(row));
    builder.addEntries(static_cast<int>(entry) + 1);
    builder.addPending();
    apply(static_cast<int>(row) + 1, builder.takeRows());
}

void TimelineModel::apply(int firstRow, const QVector<Row>& rows)
{
    const qsizetype before = rows_.size() - firstRow;
    const qsizetype shorter = std::min(before, rows.size());
    qsizetype head = 0;
    while (head < shorter && rows_.at(firstRow + head).isSameAs(rows.at(head))) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < shorter - head &&
           rows_.at(rows_.size() - 1 - tail).isSameAs(rows.at(rows.size() - 1 - tail))) {
        ++tail;
    }
    const int at = firstRow + static_cast<int>(head);
    if (const auto gone = static_cast<int>(before - head - tail); gone > 0) {
        beginRemoveRows({}, at, at + gone - 1);
        rows_.remove(at, gone);
        endRemoveRows();
    }
    if (const auto come = static_cast<int>(rows.size() - head - tail); come > 0) {
        beginInsertRows({}, at, at + come - 1);
        rows_.insert(at, come, Row());
        std::copy(rows.begin() + head, rows.begin() + head + come, rows_.begin() + at);
        endInsertRows();
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const qsizetype from = i;
        while (i < rows.size() && rows_.at(firstRow + i) != rows.at(i)) {
            rows_[firstRow + i] = rows.at(i);
            ++i;
        }
        if (i > from) {
            Q_EMIT dataChanged(index(static_cast<int>(firstRow + from)),
                               index(static_cast<int>(firstRow + i - 1)));
        }
    }
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = rows_.at(index.row());
    switch (role) {
        case Role::Kind:
            return static_cast<int>(row.kind);
        case Role::Author:
            return row.entry.from.nick;
        case Role::AuthorId:
            return row.entry.from.user;
        case Qt::DisplayRole:
        case Role::Text:
            return row.entry.text;
        case Role::At:
            return QDateTime::fromMSecsSinceEpoch(row.entry.at.time_since_epoch().count());
        case Role::Own:
            return row.own;
        case Role::State:
            return static_cast<int>(row.state);
        case Role::FailureReason:
            return row.failure;
        case Role::FirstOfGroup:
            return row.firstOfGroup;
        case Role::Seq:
            return row.entry.seq;
        case Role::Nonce:
            return row.entry.seq == 0 ? row.entry.nonce : QString();
        default:
            return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {{Role::Kind, "kind"},
            {Role::Author, "author"},
            {Role::AuthorId, "authorId"},
            {Role::Text, "text"},
            {Role::At, "at"},
            {Role::Own, "own"},
            {Role::State, "state"},
            {Role::FailureReason, "failureReason"},
            {Role::FirstOfGroup, "firstOfGroup"},
            {Role::Seq, "seq"},
            {Role::Nonce, "nonce"}};
}

}  // namespace snug::models
