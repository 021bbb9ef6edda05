// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "load/result.h"

namespace snug::load {

// A result for people: a few lines of text.
QByteArray tableOf(const RunResult& result);

// The same for programs: one JSON object. `format` counts up when a field changes its meaning or goes.
// Latencies in microseconds, memory in bytes; what was not measured is null.
inline constexpr int kJsonFormat = 1;
QByteArray jsonOf(const RunResult& result);

}  // namespace snug::load
