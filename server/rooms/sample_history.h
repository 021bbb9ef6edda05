// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <optional>

#include "base/time.h"
#include "protocol/admin_values.h"

namespace snug::rooms {

// Samples thinned out to one each `interval` (0: all of them), of which the newest `most` are kept: rates and
// levels as means, delivery times as the worst.
class SampleHistory {
public:
    SampleHistory(std::chrono::milliseconds interval, qsizetype most)
        : interval_(interval)
        , most_(most)
    {
    }

    // The sample that became due with this one.
    std::optional<protocol::admin::Sample> add(const protocol::admin::Sample& sample);
    const QVector<protocol::admin::Sample>& samples() const { return samples_; }  // oldest first

private:
    protocol::admin::Sample gathered() const;

    const std::chrono::milliseconds interval_;
    const qsizetype most_;
    QVector<protocol::admin::Sample> waiting_;  // of the interval that runs
    QVector<protocol::admin::Sample> samples_;
};

}  // namespace snug::rooms
