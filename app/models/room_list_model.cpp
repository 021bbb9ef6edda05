// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/room_list_model.h"

#include <algorithm>

#include "ui/roles.h"

namespace snug::models {

using ui::RoomRole::Role;

RoomListModel::RoomListModel(client::Workspace& workspace, QObject* parent)
    : QAbstractListModel(parent)
    , workspace_(workspace)
{
    connect(&workspace_, &client::Workspace::roomAdded, this, &RoomListModel::follow);
    connect(&workspace_, &client::Workspace::roomRemoved, this, &RoomListModel::place);
    connect(&workspace_.directory(), &client::RoomDirectory::roomChanged, this, &RoomListModel::place);
    connect(&workspace_.directory(), &client::RoomDirectory::roomGone, this, &RoomListModel::place);
    const QStringList names = workspace_.roomNames();
    for (const QString& name : names) {
        follow(name);
    }
    for (const auto& [name, room] : workspace_.directory().rooms()) {
        place(name);
    }
}

void RoomListModel::follow(const QString& name)
{
    client::RoomState* state = workspace_.room(name);
    const auto changed = [this, name] { refresh(name); };
    connect(state, &client::RoomState::phaseChanged, this, changed);
    connect(state, &client::RoomState::topicChanged, this, changed);
    connect(state, &client::RoomState::unreadChanged, this, changed);
    connect(state, &client::RoomState::draftChanged, this, changed);
    connect(&state->people(), &client::RoomPeople::countChanged, this, changed);
    place(name);
}

int RoomListModel::find(const Row& row) const
{
    const auto found = std::lower_bound(rows_.begin(), rows_.end(), row);
    return found != rows_.end() && *found == row ? static_cast<int>(found - rows_.begin()) : -1;
}

void RoomListModel::place(const QString& name)
{
    const bool joined = workspace_.room(name) != nullptr;
    const bool listed = joined || workspace_.directory().find(name) != nullptr;
    if (find({joined, name}) >= 0 && listed) {
        refresh(name);
        return;
    }
    const int before = std::max(find({true, name}), find({false, name}));
    const auto to = [this](const Row& row) {
        return static_cast<int>(std::lower_bound(rows_.begin(), rows_.end(), row) - rows_.begin());
    };
    if (before < 0) {
        if (listed) {
            const int at = to({joined, name});
            beginInsertRows({}, at, at);
            rows_.insert(at, {joined, name});
            endInsertRows();
        }
    } else if (!listed) {
        beginRemoveRows({}, before, before);
        rows_.remove(before);
        endRemoveRows();
    } else {
        const int at = to({joined, name});
        if (at == before || at == before + 1) {
            rows_[before].joined = joined;
        } else {
            beginMoveRows({}, before, before, {}, at);
            rows_.move(before, at > before ? at - 1 : at);
            rows_[at > before ? at - 1 : at].joined = joined;
            endMoveRows();
        }
        refresh(name);
    }
}

void RoomListModel::refresh(const QString& name)
{
    const int row = std::max(find({true, name}), find({false, name}));
    if (row >= 0) {
        Q_EMIT dataChanged(index(row), index(row));
    }
}

int RoomListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant RoomListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = rows_.at(index.row());
    const client::RoomState* state = workspace_.room(row.name);
    const protocol::RoomInfo* listed = workspace_.directory().find(row.name);
    // What a room that one is in tells by itself is newer than the list.
    const bool live = state != nullptr && state->phase() == client::RoomPhase::Live;
    switch (role) {
        case Qt::DisplayRole:
        case Role::Name:
            return row.name;
        case Role::Topic:
            return state != nullptr && (live || listed == nullptr) ? state->topic()
                   : listed != nullptr                             ? listed->topic
                                                                   : QString();
        case Role::Unread:
            return state == nullptr ? 0 : state->unread().count();
        case Role::Mentioned:
            return state != nullptr && state->unread().mentioned();
        case Role::MemberCount:
            return live ? state->people().count() : listed != nullptr ? listed->members : 0;
        case Role::Joined:
            return row.joined;
        case Role::Keep:
            return live ? state->keep() : listed == nullptr || listed->keep;
        case Role::HasDraft:
            return state != nullptr && !state->draft().isEmpty();
        default:
            return {};
    }
}

QHash<int, QByteArray> RoomListModel::roleNames() const
{
    return {{Role::Name, "name"},
            {Role::Topic, "topic"},
            {Role::Unread, "unread"},
            {Role::Mentioned, "mentioned"},
            {Role::MemberCount, "memberCount"},
            {Role::Joined, "joined"},
            {Role::Keep, "keep"},
            {Role::HasDraft, "hasDraft"}};
}

}  // namespace snug::models
