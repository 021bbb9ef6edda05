// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/flight_record.h"

namespace snug::client {

void FlightRecord::lookAt(quint64 connection)
{
    if (connection == connection_) {
        return;
    }
    connection_ = connection;
    frames_.clear();
    roundTripSeconds_.clear();
    rateLimited_ = 0;
    Q_EMIT changed();
}

void FlightRecord::take(const protocol::admin::Record& record)
{
    if (connection_ != 0 && record.connection == connection_) {
        frames_ = record.frames.last(std::min<qsizetype>(kFrames, record.frames.size()));
        Q_EMIT changed();
    }
}

void FlightRecord::take(const protocol::admin::Connection& row)
{
    if (connection_ == 0 || row.id != connection_) {
        return;
    }
    rateLimited_ = row.rateLimited;
    if (row.roundTripSeconds) {
        roundTripSeconds_.append(*row.roundTripSeconds);
        if (roundTripSeconds_.size() > kRoundTrips) {
            roundTripSeconds_.removeFirst();
        }
    }
    Q_EMIT changed();
}

}  // namespace snug::client
