// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log_line.h"
#include "net/connection_figures.h"
#include "net/connection_record.h"
#include "rooms/inputs.h"

namespace snug::host {

// What the network and the log say, as inputs of the hub, which knows neither.

rooms::Measured toMeasured(const std::vector<net::ConnectionFigures>& figures);
rooms::FramesRecalled toRecalled(const net::ConnectionRecord& record);
rooms::LogWritten toLogWritten(const std::vector<base::LogRecord>& records);

}  // namespace snug::host
