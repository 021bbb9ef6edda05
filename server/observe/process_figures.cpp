// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/process_figures.h"

#include "observe/process_reading.h"

namespace snug::observe {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

void add(std::vector<MetricFamily>& families, const char* name, const char* help, MetricType type,
         const std::optional<double>& value)
{
    if (!value) {
        return;
    }
    ClientMetric metric;
    if (type == MetricType::Counter) {
        metric.counter.value = *value;
    } else {
        metric.gauge.value = *value;
    }
    families.push_back({name, help, type, {metric}});
}

}  // namespace

std::vector<MetricFamily> ProcessFigures::Collect() const
{
    const ProcessReading reading = readProcess();
    std::vector<MetricFamily> families;
    add(families, "process_cpu_seconds_total", "User and system CPU time spent.", MetricType::Counter,
        reading.cpuSeconds);
    add(families, "process_resident_memory_bytes", "Memory in use, as resident set.", MetricType::Gauge,
        reading.residentBytes);
    add(families, "process_open_fds", "Descriptors open now.", MetricType::Gauge, reading.openDescriptors);
    add(families, "process_max_fds", "Descriptors that the process may open.", MetricType::Gauge,
        reading.mostDescriptors);
    add(families, "process_start_time_seconds", "When the process began, in seconds since 1970.",
        MetricType::Gauge, reading.startSeconds);
    return families;
}

}  // namespace snug::observe
