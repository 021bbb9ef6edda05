// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observe/metrics.h"

namespace snug::host {

// The labels of our metrics, from the protocol's own words. `snug_errors_total` is indexed by ErrorCode.
observe::MetricsVocabulary metricsWords(const QString& version);

// Indexes into MetricsVocabulary::rateLimits.
inline constexpr std::size_t kRateLimitCommands = 0;

}  // namespace snug::host
