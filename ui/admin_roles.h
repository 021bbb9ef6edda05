// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

// The tables of the administration window: which columns each has, and what its cells answer besides
// DisplayRole. The contract between app/models and ui/admin. A header of a table answers DisplayRole and
// ToolTipRole. All text is data from strangers and is shown as plain text.
namespace snug::ui {

// Who and Address say who it is as a ban takes it: the name, and the address without a port.
enum class ConnectionColumn {
    Who,
    Address,
    Client,
    Rooms,
    RoundTrip,
    MessagesIn,
    MessagesOut,
    BytesIn,
    BytesOut,
    Backlog,
    Idle,
    Tls,
    Count
};
enum class AdminRoomColumn {
    Name,
    Topic,
    Members,
    MessageRate,
    Entries,
    StoredBytes,
    Retention,
    Locked,
    Count
};
enum class SanctionColumn { Kind, Subject, Reason, By, Since, Until, Count };
enum class AuditColumn { At, Who, Action, Target, Result, Count };
// The filter of levels goes by the tone of Level: Plain, Warning, Bad.
enum class LogColumn { At, Level, Category, Text, Count };
enum class InstanceColumn { Name, Address, Version, Connections, Load, Lag, State, Count };
enum class ProbeColumn { Name, Status, Value, Reason, At, Count };
enum class SettingColumn { Name, Value, Standard, Description, Count };

// How good or bad what a cell says is; the value of AdminRole::Tone, as int.
enum class Tone : int { Plain, Good, Warning, Bad };

namespace AdminRole {
enum Role : int {
    // What the row is called on the server: qulonglong of a connection, QString of a room (its name), of a
    // sanction (its id), of an instance (its id), of a setting (its name). The same in every column.
    Id = Qt::UserRole + 1,
    Sort,  // QVariant that orders as the column means: numbers as numbers
    Tone,  // int of ui::Tone, default Plain
    // bool. Of a room: nobody may write (Locked); of an instance: it is being emptied (Draining); of a
    // setting: it can be changed while the server runs (Changeable); of an instance: it is the one that the
    // window is connected to (Mine).
    Locked,
    Draining,
    Changeable,
    Mine,
};
}  // namespace AdminRole

}  // namespace snug::ui
