// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_rooms_model.h"

#include "models/admin_text.h"

namespace snug::models {

using ui::AdminRoomColumn;
using ui::Tone;

namespace {

using Row = protocol::admin::Room;
using Model = AdminRoomsModel;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("Room"), Model::tr("The room's name")},
        {Model::tr("Topic"), Model::tr("The room's topic")},
        {Model::tr("People"), Model::tr("How many are in it now")},
        {Model::tr("Messages/s"), Model::tr("Messages a second")},
        {Model::tr("Entries"), Model::tr("Messages and topics that are stored")},
        {Model::tr("Stored"), Model::tr("Bytes that are stored of it")},
        {Model::tr("Retention"), Model::tr("How long what is said is kept, and how much of it")},
        {Model::tr("State"), Model::tr("Whether people may write in it")},
    };
}

QString retentionText(const Row& room)
{
    if (!room.keep) {
        return Model::tr("not kept");
    }
    QStringList bounds;
    if (room.retainDays > 0) {
        bounds.append(room.retainDays == 1 ? Model::tr("1 day")
                                           : Model::tr("%1 days").arg(numberText(room.retainDays)));
    }
    if (room.retainMessages > 0) {
        bounds.append(Model::tr("newest %1").arg(numberText(room.retainMessages)));
    }
    return bounds.isEmpty() ? Model::tr("all kept") : bounds.join(Model::tr(", "));
}

}  // namespace

AdminRoomsModel::AdminRoomsModel(const client::AdminRoomRows& rows, QObject* parent)
    : AdminTableModel(rows, headers(), parent)
    , rows_(rows)
{
}

int AdminRoomsModel::count() const
{
    return static_cast<int>(rows_.rows().size());
}

QVariant AdminRoomsModel::id(int row) const
{
    return rows_.rows().at(row).name;
}

QString AdminRoomsModel::text(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<AdminRoomColumn>(column)) {
        case AdminRoomColumn::Name:
            return at.name;
        case AdminRoomColumn::Topic:
            return at.topic;
        case AdminRoomColumn::Members:
            return numberText(at.members);
        case AdminRoomColumn::MessageRate:
            return rateText(at.messagesPerSecond);
        case AdminRoomColumn::Entries:
            return numberText(static_cast<qint64>(at.entries));
        case AdminRoomColumn::StoredBytes:
            return bytesText(at.storedBytes);
        case AdminRoomColumn::Retention:
            return retentionText(at);
        case AdminRoomColumn::Locked:
            return at.locked ? tr("locked") : tr("open");
        case AdminRoomColumn::Count:
            break;
    }
    return {};
}

QVariant AdminRoomsModel::order(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<AdminRoomColumn>(column)) {
        case AdminRoomColumn::Members:
            return at.members;
        case AdminRoomColumn::MessageRate:
            return at.messagesPerSecond;
        case AdminRoomColumn::Entries:
            return QVariant::fromValue<qulonglong>(at.entries);
        case AdminRoomColumn::StoredBytes:
            return at.storedBytes;
        default:
            return text(row, column);
    }
}

Tone AdminRoomsModel::tone(int row, int column) const
{
    return column == static_cast<int>(AdminRoomColumn::Locked) && rows_.rows().at(row).locked ? Tone::Warning
                                                                                              : Tone::Plain;
}

QVariant AdminRoomsModel::flag(int row, int role) const
{
    return role == ui::AdminRole::Locked ? QVariant(rows_.rows().at(row).locked) : QVariant();
}

}  // namespace snug::models
