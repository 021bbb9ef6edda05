// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/sample_history.h"

#include <algorithm>

namespace snug::rooms {

using protocol::admin::Sample;

std::optional<Sample> SampleHistory::add(const Sample& sample)
{
    waiting_.append(sample);
    // The clock may have been set back: then the interval ends, too.
    const auto lasted = sample.at - waiting_.constFirst().at;
    if (lasted < interval_ && lasted >= std::chrono::milliseconds{0}) {
        return std::nullopt;
    }
    samples_.append(gathered());
    waiting_.clear();
    if (samples_.size() > most_) {
        samples_.removeFirst();
    }
    return samples_.constLast();
}

Sample SampleHistory::gathered() const
{
    const auto mean = [this](auto Sample::*member) {
        double sum = 0;
        for (const Sample& each : waiting_) {
            sum += static_cast<double>(each.*member);
        }
        return sum / static_cast<double>(waiting_.size());
    };
    Sample all = waiting_.constLast();
    all.connections = static_cast<int>(mean(&Sample::connections));
    all.people = static_cast<int>(mean(&Sample::people));
    all.rooms = static_cast<int>(mean(&Sample::rooms));
    all.messagesIn = mean(&Sample::messagesIn);
    all.messagesOut = mean(&Sample::messagesOut);
    all.commitSeconds = mean(&Sample::commitSeconds);
    all.cpu = mean(&Sample::cpu);
    all.memoryBytes = static_cast<qint64>(mean(&Sample::memoryBytes));
    all.backlogBytes = static_cast<qint64>(mean(&Sample::backlogBytes));
    all.errors = mean(&Sample::errors);
    for (const Sample& each : waiting_) {
        all.deliverySecondsP50 = std::max(all.deliverySecondsP50, each.deliverySecondsP50);
        all.deliverySecondsP99 = std::max(all.deliverySecondsP99, each.deliverySecondsP99);
    }
    return all;
}

}  // namespace snug::rooms
