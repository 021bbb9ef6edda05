// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <vector>

namespace snug::observe {

// The process's own figures, read from the operating system when asked: resident memory, CPU seconds, open
// and allowed descriptors, start time; under the names that Prometheus's client libraries share. What a
// system does not tell is left out. Thread: Collect() from any thread.
class ProcessFigures : public prometheus::Collectable {
public:
    std::vector<prometheus::MetricFamily> Collect() const override;
};

}  // namespace snug::observe
