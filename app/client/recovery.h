// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QStringList>
#include <optional>

namespace snug::client {

// What came of a reconnect: "14 missed, all recovered".
struct RecoveryReport {
    int rooms = 0;     // joined again
    int missed = 0;    // messages of others that came meanwhile and are here now
    QStringList gaps;  // rooms with more than could be given back at once; their history can be paged
    QStringList lost;  // rooms that the server does not let us into any more

    friend bool operator==(const RecoveryReport&, const RecoveryReport&) = default;
};

// Gathers what each room recovered until all have. A drop in the middle goes on where it was. Pure.
class Recovery {
public:
    // These rooms join again.
    void begin(const QStringList& rooms);
    // Answers the report when this was the last room of them.
    std::optional<RecoveryReport> caughtUp(const QString& room, int missed, bool gap);
    std::optional<RecoveryReport> gaveUp(const QString& room);

private:
    std::optional<RecoveryReport> settle(const QString& room);

    QSet<QString> waiting_;
    RecoveryReport report_;
};

}  // namespace snug::client
