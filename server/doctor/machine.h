// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

#include "base/time.h"
#include "doctor/finding.h"
#include "host/server_config.h"

namespace snug::doctor {

// What a server with this configuration needs of its machine.

// Whether certificate and key can be used, belong together, and are valid now.
Finding lookAtCertificate(const host::ServerConfig& config);
// The same of a certificate that is valid from … until …. Pure.
Finding judgeValidity(base::WallTime from, base::WallTime until, base::WallTime now);
// Whether the clock is kept right; with a wrong one certificates seem to be no longer valid.
Finding lookAtClock();
// Disk and database, or each Redis server: whether it answers, and how durable it is.
QVector<Finding> lookAtStore(const host::ServerConfig& config);

}  // namespace snug::doctor
