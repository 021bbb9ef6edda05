// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/server_trend.h"

#include <algorithm>

namespace snug::client {

using protocol::admin::Sample;

void ServerTrend::begin(const protocol::admin::Watching& facts)
{
    facts_ = facts;
    samples_ = {std::exchange(facts_.minute, {}), std::exchange(facts_.hour, {}),
                std::exchange(facts_.day, {})};
    for (std::size_t i = 0; i < samples_.size(); ++i) {
        auto& samples = samples_.at(i);
        samples.remove(0, std::max<qsizetype>(0, samples.size() - kMost.at(i)));
    }
    Q_EMIT begun();
}

void ServerTrend::take(const protocol::admin::Overview& overview)
{
    latest_ = overview;
    add(Span::Minute, overview.now);
    if (overview.hour) {
        add(Span::Hour, *overview.hour);
    }
    if (overview.day) {
        add(Span::Day, *overview.day);
    }
    Q_EMIT updated();
}

void ServerTrend::add(Span span, const Sample& sample)
{
    const auto place = static_cast<std::size_t>(span);
    auto& samples = samples_.at(place);
    if (!samples.isEmpty() && samples.last().at == sample.at) {
        return;  // the newest of the past is told once more as what is now
    }
    samples.append(sample);
    if (samples.size() > kMost.at(place)) {
        samples.removeFirst();
    }
    Q_EMIT sampled(span);
}

}  // namespace snug::client
