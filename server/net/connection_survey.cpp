// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection_survey.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace snug::net {

ConnectionSurvey::ConnectionSurvey(const ChannelTable& channels, const Inbound& inbound)
    : channels_(channels)
    , inbound_(inbound)
{
}

void ConnectionSurvey::begin()
{
    if (!std::exchange(underWay_, true)) {
        next_ = 0;
        step();
    }
}

void ConnectionSurvey::step()
{
    const auto now = std::chrono::steady_clock::now();
    const std::size_t end = std::min(next_ + kAtOnce, channels_.places());
    std::vector<ConnectionFigures> figures;
    for (; next_ < end; ++next_) {
        Channel* const channel = channels_.at(next_);
        if (channel == nullptr) {
            continue;
        }
        if (const auto each = channel->measure(now)) {
            figures.push_back(*each);
        }
    }
    if (!figures.empty()) {
        inbound_.measured(std::move(figures));
    }
    underWay_ = next_ < channels_.places();
    if (underWay_) {
        QMetaObject::invokeMethod(this, &ConnectionSurvey::step, Qt::QueuedConnection);
    }
}

}  // namespace snug::net
