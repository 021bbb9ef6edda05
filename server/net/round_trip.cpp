// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/round_trip.h"

namespace snug::net {

std::optional<QByteArray> RoundTrip::ping(base::SteadyTime now)
{
    const bool waits = underWay_ && now - pingedAt_ < kLost;
    const bool fresh = last_ && now - measuredAt_ < kFresh;
    if (waits || fresh) {
        return std::nullopt;
    }
    underWay_ = true;
    pingedAt_ = now;
    return QByteArray::number(++number_);
}

void RoundTrip::pong(const QByteArray& payload, base::SteadyTime now)
{
    if (!underWay_ || payload != QByteArray::number(number_)) {
        return;
    }
    underWay_ = false;
    measuredAt_ = now;
    last_ = std::chrono::duration_cast<std::chrono::microseconds>(now - pingedAt_);
}

}  // namespace snug::net
