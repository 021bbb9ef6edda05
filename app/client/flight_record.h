// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVector>

#include "protocol/admin_events.h"

namespace snug::client {

// What went over one connection lately, and how it did since it is looked at. GUI thread. Bounds: kFrames,
// kRoundTrips.
class FlightRecord final : public QObject {
    Q_OBJECT

public:
    static constexpr int kFrames = 500;
    static constexpr int kRoundTrips = 120;

    using QObject::QObject;

    quint64 connection() const { return connection_; }                             // 0: none
    const QVector<protocol::admin::Frame>& frames() const { return frames_; }      // oldest first
    const QVector<double>& roundTripSeconds() const { return roundTripSeconds_; }  // oldest first
    int rateLimited() const { return rateLimited_; }

    // Another one; forgets the last one's.
    void lookAt(quint64 connection);
    // Of another connection: let go.
    void take(const protocol::admin::Record& record);
    void take(const protocol::admin::Connection& row);

Q_SIGNALS:
    void changed();

private:
    quint64 connection_ = 0;
    QVector<protocol::admin::Frame> frames_;
    QVector<double> roundTripSeconds_;
    int rateLimited_ = 0;
};

}  // namespace snug::client
