// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <chrono>
#include <optional>

#include "base/time.h"

namespace snug::net {

// How long one peer takes to answer, from pings that carry a number: a late pong, or one that nobody asked
// for, tells nothing. At most one ping is under way. Pure; the caller brings the time and sends the pings.
class RoundTrip {
public:
    // A figure that is younger is not measured anew.
    static constexpr std::chrono::seconds kFresh{5};
    // A ping without an answer for so long is given up.
    static constexpr std::chrono::seconds kLost{30};

    // What the ping to be sent now must carry; nothing when none is wanted.
    std::optional<QByteArray> ping(base::SteadyTime now);
    // A pong came, with what it carries.
    void pong(const QByteArray& payload, base::SteadyTime now);

    std::optional<std::chrono::microseconds> last() const { return last_; }

private:
    quint32 number_ = 0;  // of the last ping
    bool underWay_ = false;
    base::SteadyTime pingedAt_;
    base::SteadyTime measuredAt_;
    std::optional<std::chrono::microseconds> last_;
};

}  // namespace snug::net
