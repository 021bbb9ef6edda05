// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "protocol/admin_values.h"

namespace snug::protocol::admin {

// What who administers a server asks. On the wire "admin." stands before the type. But for Claim all are
// refused with `forbidden` unless the person's role may do it (rooms/permissions.h).

// Shows the code that the server made for its owner; whoever does first owns it. Answer: Granted.
struct Claim {
    QString code;
    friend bool operator==(const Claim&, const Claim&) = default;
};

// What this connection wants to see from now on; all false: nothing. Answer: Watching, then pushes, once a
// second.
struct Watch {
    bool overview = false;
    bool connections = false;
    bool rooms = false;
    bool instances = false;
    bool log = false;
    quint64 recorded = 0;  // the frames of this connection; 0: of none
    friend bool operator==(const Watch&, const Watch&) = default;
};

struct Kick {
    quint64 connection = 0;
    QString reason;  // the person is shown it
    friend bool operator==(const Kick&, const Kick&) = default;
};

// To one connection, or to everybody where that is 0.
struct Notify {
    quint64 connection = 0;
    QString text;
    friend bool operator==(const Notify&, const Notify&) = default;
};

// Keeps out, or silent, everybody whom it fits, at once. Answer: Sanctioned.
struct Impose {
    Sanction::Kind kind = Sanction::Kind::Ban;
    Sanction::Subject subject = Sanction::Subject::Address;
    QString pattern;
    QString reason;
    int minutes = 0;  // 0: for good
    friend bool operator==(const Impose&, const Impose&) = default;
};
struct Lift {
    QString id;
    friend bool operator==(const Lift&, const Lift&) = default;
};
struct ListSanctions {
    friend bool operator==(const ListSanctions&, const ListSanctions&) = default;
};

struct LockRoom {
    QString room;
    bool locked = true;
    friend bool operator==(const LockRoom&, const LockRoom&) = default;
};
// Takes away all that was said. Members stay.
struct ClearRoom {
    QString room;
    friend bool operator==(const ClearRoom&, const ClearRoom&) = default;
};
struct DeleteRoom {
    QString room;
    friend bool operator==(const DeleteRoom&, const DeleteRoom&) = default;
};
// Entries after a seq, ascending, also of rooms that one is not in. Answer: HistoryPage.
struct ReadRoom {
    QString room;
    quint64 after = 0;
    int limit = 100;  // 1 … limits.historyPage
    friend bool operator==(const ReadRoom&, const ReadRoom&) = default;
};

// The newest of what was done. Answer: AuditPage.
struct ListAudit {
    int limit = 200;  // 1 … kAuditPage
    friend bool operator==(const ListAudit&, const ListAudit&) = default;
};
inline constexpr int kAuditPage = 1'000;

struct ListSettings {
    friend bool operator==(const ListSettings&, const ListSettings&) = default;
};
// Counts from now on, and after the next start where it is written to the configuration file. Answer:
// SettingsPage with the one.
struct ChangeSetting {
    QString name;
    QString value;
    friend bool operator==(const ChangeSetting&, const ChangeSetting&) = default;
};

// An instance sends its people to the others and takes no new ones; or takes them again.
struct Drain {
    QString instance;
    bool draining = true;
    friend bool operator==(const Drain&, const Drain&) = default;
};

}  // namespace snug::protocol::admin

namespace snug::protocol {

using AdminCommand =
    std::variant<admin::Claim, admin::Watch, admin::Kick, admin::Notify, admin::Impose, admin::Lift,
                 admin::ListSanctions, admin::LockRoom, admin::ClearRoom, admin::DeleteRoom, admin::ReadRoom,
                 admin::ListAudit, admin::ListSettings, admin::ChangeSetting, admin::Drain>;

}  // namespace snug::protocol
