// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_connections_model.h"

#include "models/admin_text.h"

namespace snug::models {

using ui::ConnectionColumn;
using ui::Tone;

namespace {

using Row = protocol::admin::Connection;
using Model = AdminConnectionsModel;

constexpr double kSlowSeconds = 0.5;
// Of the megabyte at which a slow reader is cut.
constexpr qint64 kMuchBacklog = 64 * 1024;
constexpr qint64 kTooMuchBacklog = 512 * 1024;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("Who"), Model::tr("The name of the person")},
        {Model::tr("Address"), Model::tr("Where the connection comes from")},
        {Model::tr("Program"), Model::tr("What the person's program calls itself")},
        {Model::tr("Rooms"), Model::tr("How many rooms the person is in")},
        {Model::tr("Round trip"), Model::tr("From a ping of the server to the answer")},
        {Model::tr("In"), Model::tr("Frames that came from the person")},
        {Model::tr("Out"), Model::tr("Frames that went to the person")},
        {Model::tr("Bytes in"), Model::tr("Bytes that came from the person")},
        {Model::tr("Bytes out"), Model::tr("Bytes that went to the person")},
        {Model::tr("Waiting"), Model::tr("Bytes that the person's program has not taken yet")},
        {Model::tr("Idle"), Model::tr("Since the last sign of life of the person's program")},
        {Model::tr("TLS"), Model::tr("Whether the connection is encrypted")},
    };
}

}  // namespace

AdminConnectionsModel::AdminConnectionsModel(const client::ConnectionRows& rows, QObject* parent)
    : AdminTableModel(rows, headers(), parent)
    , rows_(rows)
{
}

int AdminConnectionsModel::count() const
{
    return static_cast<int>(rows_.rows().size());
}

QVariant AdminConnectionsModel::id(int row) const
{
    return QVariant::fromValue<qulonglong>(rows_.rows().at(row).id);
}

QString AdminConnectionsModel::text(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<ConnectionColumn>(column)) {
        case ConnectionColumn::Who:
            return at.nick.isEmpty() ? tr("(has not said a name)") : at.nick;
        case ConnectionColumn::Address:
            return at.address;
        case ConnectionColumn::Client:
            return at.client;
        case ConnectionColumn::Rooms:
            return numberText(at.rooms);
        case ConnectionColumn::RoundTrip:
            return at.roundTripSeconds ? spanText(*at.roundTripSeconds) : QString();
        case ConnectionColumn::MessagesIn:
            return numberText(static_cast<qint64>(at.framesIn));
        case ConnectionColumn::MessagesOut:
            return numberText(static_cast<qint64>(at.framesOut));
        case ConnectionColumn::BytesIn:
            return bytesText(at.bytesIn);
        case ConnectionColumn::BytesOut:
            return bytesText(at.bytesOut);
        case ConnectionColumn::Backlog:
            return bytesText(at.backlogBytes);
        case ConnectionColumn::Idle:
            return durationText(at.idleSeconds);
        case ConnectionColumn::Tls:
            return at.tls ? tr("yes") : tr("no");
        case ConnectionColumn::Count:
            break;
    }
    return {};
}

QString AdminConnectionsModel::tip(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    return column == static_cast<int>(ConnectionColumn::Who)
               ? tr("%1, connected since %2")
                     .arg(at.user.isEmpty() ? text(row, column) : at.user, timeText(at.since))
               : QString();
}

QVariant AdminConnectionsModel::order(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<ConnectionColumn>(column)) {
        case ConnectionColumn::Rooms:
            return at.rooms;
        case ConnectionColumn::RoundTrip:
            return at.roundTripSeconds.value_or(-1);
        case ConnectionColumn::MessagesIn:
            return QVariant::fromValue<qulonglong>(at.framesIn);
        case ConnectionColumn::MessagesOut:
            return QVariant::fromValue<qulonglong>(at.framesOut);
        case ConnectionColumn::BytesIn:
            return at.bytesIn;
        case ConnectionColumn::BytesOut:
            return at.bytesOut;
        case ConnectionColumn::Backlog:
            return at.backlogBytes;
        case ConnectionColumn::Idle:
            return at.idleSeconds;
        default:
            return text(row, column);
    }
}

Tone AdminConnectionsModel::tone(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<ConnectionColumn>(column)) {
        case ConnectionColumn::RoundTrip:
            return at.roundTripSeconds.value_or(0) >= kSlowSeconds ? Tone::Warning : Tone::Plain;
        case ConnectionColumn::Backlog:
            return at.backlogBytes >= kTooMuchBacklog ? Tone::Bad
                   : at.backlogBytes >= kMuchBacklog  ? Tone::Warning
                                                      : Tone::Plain;
        default:
            return Tone::Plain;
    }
}

}  // namespace snug::models
