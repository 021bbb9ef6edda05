// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "load/result.h"

namespace snug::load {

// A result for people: a few lines of text.
QByteArray tableOf(const RunResult& result);

// The same as a row of a Markdown table, and that table's head.
QByteArray rowHead();
QByteArray rowOf(const RunResult& result);

// The same for programs: one JSON object. Latencies in microseconds, memory in bytes; what was not measured
// is null.
QByteArray jsonOf(const RunResult& result);

}  // namespace snug::load
