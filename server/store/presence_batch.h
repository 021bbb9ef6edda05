// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <functional>
#include <map>
#include <vector>

#include "store/operations.h"

namespace snug::store {

// Gathers updates of people's presence, so that a crowd on its way in costs a call a hundred and not a call
// each: what waits is let go when it is kMost people, or after kPresenceDelay.
//
// Thread: the one that made it, with an event loop. Bounds: kMost people wait.
class PresenceBatch : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMost = 100;

    // Some people's newest state as one update, and the tickets of those that it is the answer to.
    using Ready = std::function<void(UpdatePresence update, std::vector<Ticket> answers)>;

    explicit PresenceBatch(Ready ready);

    void add(const UpdatePresence& update);
    // Lets go of what waits.
    void flush();
    // …if it must come before this person enters: news of the same, or of anybody who left (a name is free).
    void flushBefore(const QString& user);

private:
    // The newest of each: here with this record, or gone.
    struct Latest {
        protocol::Person person;
        std::optional<PresenceRecord> here;
    };

    void put(const protocol::Person& person, std::optional<PresenceRecord> here);

    const Ready ready_;
    std::map<QString, Latest> latest_;  // by user
    std::vector<Ticket> tickets_;
    bool hasGone_ = false;
    QTimer timer_;
};

}  // namespace snug::store
