// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people_model.h"

#include <algorithm>

#include "ui/roles.h"

namespace snug::models {

using client::RoomPeople;
using ui::PersonRole::Role;

PeopleModel::PeopleModel(client::RoomState& room, QObject* parent)
    : QAbstractListModel(parent)
    , room_(room)
{
    connect(&room_.people(), &RoomPeople::memberChanged, this, &PeopleModel::put);
    connect(&room_.people(), &RoomPeople::memberGone, this, &PeopleModel::drop);
    connect(&room_.people(), &RoomPeople::typingChanged, this, &PeopleModel::refresh);
    connect(&room_, &client::RoomState::selfChanged, this, [this] {
        if (!rows_.isEmpty()) {
            Q_EMIT dataChanged(index(0), index(static_cast<int>(rows_.size()) - 1));
        }
    });
    const QStringList users = room_.people().members().keys();
    for (const QString& user : users) {
        put(user);
    }
}

int PeopleModel::placeOf(const Row& row) const
{
    return static_cast<int>(std::lower_bound(rows_.begin(), rows_.end(), row) - rows_.begin());
}

void PeopleModel::put(const QString& user)
{
    const protocol::Member member = room_.people().members().value(user);
    const Row row{member.state == protocol::PresenceState::Away, member.person.nick.toCaseFolded(), user,
                  member.person.nick};
    const auto known = byUser_.constFind(user);
    if (known == byUser_.cend()) {
        const int at = placeOf(row);
        beginInsertRows({}, at, at);
        rows_.insert(at, row);
        byUser_.insert(user, row);
        endInsertRows();
        return;
    }
    const int before = placeOf(*known);
    const int at = placeOf(row);
    byUser_.insert(user, row);
    if (at == before || at == before + 1) {
        rows_[before] = row;
        Q_EMIT dataChanged(index(before), index(before));
        return;
    }
    const int after = at > before ? at - 1 : at;
    beginMoveRows({}, before, before, {}, at);
    rows_.move(before, after);
    rows_[after] = row;
    endMoveRows();
    Q_EMIT dataChanged(index(after), index(after));
}

void PeopleModel::drop(const QString& user)
{
    const auto known = byUser_.constFind(user);
    if (known == byUser_.cend()) {
        return;
    }
    const int at = placeOf(*known);
    beginRemoveRows({}, at, at);
    rows_.remove(at);
    byUser_.remove(user);
    endRemoveRows();
}

void PeopleModel::refresh(const QString& user)
{
    const auto known = byUser_.constFind(user);
    if (known != byUser_.cend()) {
        const int at = placeOf(*known);
        Q_EMIT dataChanged(index(at), index(at));
    }
}

int PeopleModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PeopleModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = rows_.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
        case Role::Nick:
            return row.nick;
        case Role::UserId:
            return row.user;
        case Role::Away:
            return row.away;
        case Role::Typing:
            return room_.people().isTyping(row.user);
        case Role::Self:
            return row.user == room_.self().person.user;
        default:
            return {};
    }
}

QHash<int, QByteArray> PeopleModel::roleNames() const
{
    return {{Role::Nick, "nick"},
            {Role::UserId, "userId"},
            {Role::Away, "away"},
            {Role::Typing, "typing"},
            {Role::Self, "self"}};
}

}  // namespace snug::models
