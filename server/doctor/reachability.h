// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QVector>

#include "doctor/finding.h"
#include "host/server_config.h"

namespace snug::doctor {

// Where a server with this configuration is to be found, as far as can be seen from its own machine. Each
// look takes two seconds at most.

// The addresses of this machine by which others can come, as the configuration lets them.
QVector<QHostAddress> addressesOutside(const host::ServerConfig& config);
Finding lookAtAddresses(const host::ServerConfig& config);
// Whether something answers on the port, on loopback and on an address that others use, and whether it is a
// Snug server.
QVector<Finding> lookAtPort(const host::ServerConfig& config);
// Whether this machine's name leads to it.
Finding lookAtName();

}  // namespace snug::doctor
