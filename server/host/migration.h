// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>

#include "base/result.h"
#include "host/store_choice.h"

namespace snug::host {

// How far a migration is, told after every page.
struct MigrationProgress {
    enum class Step { Copying, Verifying };
    Step step = Step::Copying;
    qint64 done = 0;   // messages (entries) of this step
    qint64 total = 0;  // an estimate: the source may be in use
};
using MigrationTold = std::function<void(const MigrationProgress&)>;

// What it came to.
struct MigrationFigures {
    qint64 messagesCopied = 0;
    qint64 sessionsCopied = 0;
    int roomsOffTheRecord = 0;  // left out
    // The same on both sides.
    int rooms = 0;
    qint64 messages = 0;
    qint64 sessions = 0;
};

struct MigrationError {
    enum class Kind {
        SameStore,    // source and target are one, or share a server
        Unavailable,  // a store cannot be opened, read or written (now)
        Refused,      // the target has other rooms of these names; nothing was changed
        Damaged,      // the data of a store cannot be understood
        Differs,      // what was copied is not the same on both sides
    };
    Kind kind = Kind::Unavailable;
    QString message;  // sentences for people, without passwords
};

// Copies all kept rooms, the facts and the sessions of one store to another, which may be in use both, and
// then reads both sides in step and compares them. Done again it brings what was written to the source
// meanwhile, or goes on where it was interrupted. Rooms off the record are not copied. What both sides have
// stays: what the source let go of is not let go of in the target, and a session that is newer there is left
// as it is. A fact that both have is the source's.
//
// Blocks; an event loop runs meanwhile. Bounds: holds two pages of entries and the names of all rooms.
base::Result<MigrationFigures, MigrationError> migrate(const StoreChoice& from, const StoreChoice& to,
                                                       const MigrationTold& told);

// A store's name for people: without passwords.
QString nameOf(const StoreChoice& choice);

}  // namespace snug::host
