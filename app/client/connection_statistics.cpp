// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connection_statistics.h"

namespace snug::client {

namespace {
// The weight of a new measurement, as TCP has it (RFC 6298).
constexpr double kSmoothing = 1.0 / 8;
}  // namespace

ConnectionStatistics::ConnectionStatistics(Session& session, std::function<int()> waitingMessages,
                                           QObject* parent)
    : QObject(parent)
    , session_(session)
    , waitingMessages_(std::move(waitingMessages))
    , last_(session.traffic())
    , lastAt_(base::Now::read().steady)
{
    connect(&session_, &Session::roundTrip, this, &ConnectionStatistics::onRoundTrip);
    connect(&session_, &Session::stateChanged, this, &ConnectionStatistics::onState);
    connect(&timer_, &QTimer::timeout, this, &ConnectionStatistics::sample);
    timer_.start(session_.timing().sample);
}

void ConnectionStatistics::onRoundTrip(std::chrono::microseconds time)
{
    const double ms = static_cast<double>(time.count()) / 1000;
    roundTripMs_ = ms;
    smoothedMs_ = smoothedMs_ ? *smoothedMs_ + (ms - *smoothedMs_) * kSmoothing : ms;
    ++measured_;
}

void ConnectionStatistics::onState()
{
    if (!session_.isOnline()) {
        roundTripMs_.reset();
        smoothedMs_.reset();
    }
}

void ConnectionStatistics::sample()
{
    const base::Now now = base::Now::read();
    const Traffic traffic = session_.traffic();
    const std::chrono::duration<double> span = now.steady - lastAt_;
    const auto rate = [&span](quint64 before, quint64 after) {
        return span.count() > 0 ? static_cast<double>(after - before) / span.count() : 0;
    };
    StatisticsSample sample;
    sample.at = now.wall;
    sample.roundTripMs = roundTripMs_;
    sample.smoothedRoundTripMs = smoothedMs_;
    sample.messagesIn = rate(last_.framesIn, traffic.framesIn);
    sample.messagesOut = rate(last_.framesOut, traffic.framesOut);
    sample.bytesIn = rate(last_.bytesIn, traffic.bytesIn);
    sample.bytesOut = rate(last_.bytesOut, traffic.bytesOut);
    sample.reconnects = std::max(0, traffic.connects - 1);
    sample.waitingMessages = waitingMessages_();
    sample.waitingBytes = session_.bytesToWrite();
    last_ = traffic;
    lastAt_ = now.steady;
    if (samples_.size() == kSamples) {
        samples_.pop_front();
    }
    samples_.push_back(sample);
    Q_EMIT sampled(sample);
}

}  // namespace snug::client
