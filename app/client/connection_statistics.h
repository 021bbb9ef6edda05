// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <deque>
#include <optional>

#include "client/session.h"

namespace snug::client {

// What the connection did between two samples, as rates a second.
struct StatisticsSample {
    base::WallTime at;
    std::optional<double> roundTripMs;  // the last measured; nothing while not online
    std::optional<double> smoothedRoundTripMs;
    double messagesIn = 0;  // WebSocket messages
    double messagesOut = 0;
    double bytesIn = 0;  // their payload
    double bytesOut = 0;
    int reconnects = 0;       // since the session began
    int waitingMessages = 0;  // in the outbox
    qint64 waitingBytes = 0;  // in the socket

    friend bool operator==(const StatisticsSample&, const StatisticsSample&) = default;
};

// Samples a session once a second, whether it is online or not. GUI thread. Borrows the session, which
// outlives it. Keeps the last kSamples.
class ConnectionStatistics : public QObject {
    Q_OBJECT

public:
    static constexpr int kSamples = 600;

    // `waitingMessages` tells how many messages wait in the outbox; asked once a sample.
    ConnectionStatistics(Session& session, std::function<int()> waitingMessages, QObject* parent = nullptr);

    // Oldest first.
    const std::deque<StatisticsSample>& samples() const { return samples_; }
    std::optional<double> roundTripMs() const { return roundTripMs_; }
    std::optional<double> smoothedRoundTripMs() const { return smoothedMs_; }
    // Round trips measured so far.
    int measured() const { return measured_; }

Q_SIGNALS:
    void sampled(const snug::client::StatisticsSample& sample);

private:
    void onRoundTrip(std::chrono::microseconds time);
    void onState();
    void sample();

    Session& session_;
    std::function<int()> waitingMessages_;
    QTimer timer_;
    std::deque<StatisticsSample> samples_;
    Traffic last_;
    base::SteadyTime lastAt_;
    std::optional<double> roundTripMs_;
    std::optional<double> smoothedMs_;
    int measured_ = 0;
};

}  // namespace snug::client
