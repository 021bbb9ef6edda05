// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace snug::ui {

// The server inside this program, as the window shows it.
struct HostStatus {
    enum class State { Stopped, Starting, Running, Stopping, Failed };
    // While Running: what its probes say, the worst of them.
    enum class Health { Well, Warning, Failing };

    State state = State::Stopped;
    QString message;        // with Failed: why, in a sentence
    QStringList addresses;  // what others type to join, the best first ("192.168.1.20:4777")
    QStringList invites;    // the same in the same order, as links to follow ("snug://192.168.1.20")
    int port = 0;
    int connected = 0;  // people connected now, oneself among them
    Health health = Health::Well;
    QString trouble;  // why it is not well, in a sentence

    friend bool operator==(const HostStatus&, const HostStatus&) = default;
};

}  // namespace snug::ui
