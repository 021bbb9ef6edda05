// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <variant>

#include "base/connection_id.h"
#include "protocol/admin_values.h"

namespace snug::rooms {

// Who asked, and the number that the reply carries.
struct Asker {
    base::ConnectionId connection{};
    std::optional<qint64> re;
    quint64 audit = 0;  // of the command's entry in the audit log; 0: it gets none
};

// What the hub goes on with when the store has answered: one struct a kind of question, plain data.

// hello, step 1: whose session is this?
struct PendingFindSession {
    Asker asker;
    QString nick;
    QString session;
};
// hello, step 2, where it is not known yet: who is kept out?
struct PendingAdmission {
    Asker asker;
    QString session;
    protocol::Person person;
};
// hello, step 3: is the name free, on all servers?
struct PendingEnter {
    Asker asker;
    QString session;  // shown with the hello and known; empty: somebody new
    protocol::Person person;
};
// hello, step 4: the session is kept; step 5: the rooms are listed.
struct PendingSaveSession {
    Asker asker;
    QString session;
    bool resumed = false;
};
struct PendingWelcome {
    Asker asker;
    QString session;
    bool resumed = false;
};
// The joins themselves wait in the Room.
struct PendingOpen {
    QString room;
};
struct PendingCreate {
    Asker asker;
};
struct PendingResume {
    Asker asker;
    QString room;
    quint64 since = 0;
};
struct PendingCatchUp {
    QString room;
};
// What the store has of a room that is open here.
struct PendingRecheck {
    QString room;
    bool cleared = false;  // because who administers took its log away
};
struct PendingAppend {
    Asker asker;
    QString room;
    protocol::Person from;
    QString nonce;
};
struct PendingHistory {
    Asker asker;
    QString room;
};
struct PendingSearch {
    Asker asker;
    QString room;
};
struct PendingRooms {
    Asker asker;
};
// Who is on the other servers.
struct PendingElsewhere {};
// How a room is that is not live here.
struct PendingLook {};

// What the server's own probe asked.
struct PendingProbe {
    Asker asker;
    quint64 n = 0;
};

// ---- administration

// What all servers agree on.
struct PendingFacts {};
// One of that is to change; what is to be said to the asker then.
struct PendingFact {
    Asker asker;
    QString key;
    QByteArray value;
    std::optional<protocol::admin::Sanction> sanction;  // that it is
    bool claim = false;                                 // the asker becomes the owner
};
struct PendingClear {
    Asker asker;
    QString room;
};
struct PendingDelete {
    Asker asker;
    QString room;
};
struct PendingReadRoom {
    Asker asker;
    QString room;
};
// A page of all rooms, and what they take.
struct PendingCensus {};
struct PendingSizes {};
struct PendingInstances {};
// Of the clerk.
struct PendingClaim {
    Asker asker;
};
struct PendingSettings {
    Asker asker;
    bool changes = false;
};

using Pending =
    std::variant<PendingFindSession, PendingAdmission, PendingEnter, PendingSaveSession, PendingWelcome,
                 PendingOpen, PendingCreate, PendingResume, PendingCatchUp, PendingRecheck, PendingAppend,
                 PendingHistory, PendingSearch, PendingRooms, PendingElsewhere, PendingLook, PendingProbe,
                 PendingFacts, PendingFact, PendingClear, PendingDelete, PendingReadRoom, PendingCensus,
                 PendingSizes, PendingInstances, PendingClaim, PendingSettings>;

}  // namespace snug::rooms
