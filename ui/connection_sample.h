// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <optional>

namespace snug::ui {

// What the connection did in one second.
struct ConnectionSample {
    QDateTime at;
    std::optional<double> rttMs;  // nothing while not connected or not yet measured
    double messagesIn = 0;        // a second
    double messagesOut = 0;
    double bytesIn = 0;  // a second, on the wire
    double bytesOut = 0;
    int backlog = 0;     // own messages that wait in the outbox
    int reconnects = 0;  // since the session began; never falls

    friend bool operator==(const ConnectionSample&, const ConnectionSample&) = default;
};

}  // namespace snug::ui

Q_DECLARE_METATYPE(snug::ui::ConnectionSample)
