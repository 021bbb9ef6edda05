// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

#include "doctor/finding.h"
#include "host/server_config.h"

namespace snug::doctor {

// Why can't they connect? Looks at everything between a stranger and a server with this configuration on this
// machine: addresses, port, firewall, names, certificate, clock, disk and store. Changes nothing. Blocks for
// some seconds at most: every step has a time-out. Any thread.
QVector<Finding> examine(const host::ServerConfig& config);

}  // namespace snug::doctor
