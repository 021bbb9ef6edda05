// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "protocol/admin_events.h"
#include "protocol/codes.h"

namespace snug::rooms {

// What the hub has the server's clerk do, who keeps the claim code, the configuration file and the audit log,
// and may wait for the disk: plain values, like the store's.

// Whether this is the code that makes somebody the owner; if it is, it is used up. Answer: ClaimChecked.
struct CheckClaim {
    quint64 ticket = 0;
    QString code;
    bool isOwnerless = false;  // nobody owns the server yet
};
// Nobody owns the server: a code is to be made, and told to whoever runs it. Not answered.
struct OfferClaim {};

struct ListSettings {
    quint64 ticket = 0;
};
// Answer: SettingsPage with the one as it is then, or the error.
struct ChangeSetting {
    quint64 ticket = 0;
    QString name;
    QString value;
};

// Not answered: what cannot be written is said in the server's log.
struct WriteAudit {
    protocol::admin::Audit entry;
};

using ClerkCall = std::variant<CheckClaim, OfferClaim, ListSettings, ChangeSetting, WriteAudit>;

struct ClaimChecked {
    bool right = false;
};

struct ClerkAnswer {
    quint64 ticket = 0;
    std::variant<ClaimChecked, protocol::admin::SettingsPage, protocol::Error> what;
};

}  // namespace snug::rooms
