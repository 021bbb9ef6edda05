// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "doctor/finding.h"
#include "host/server_config.h"

namespace snug::doctor {

// Whether a firewall of this machine lets people in. Its rules can only be read by root; what cannot be read
// is said.
Finding lookAtFirewall(const host::ServerConfig& config);

// What the programs say, understood. Pure; nothing: no such firewall is at work.
//
// `ufw status`, in English.
std::optional<Finding> judgeUfw(const QString& status, quint16 port);
// `firewall-cmd --state`, and `firewall-cmd --list-all` of the default zone.
std::optional<Finding> judgeFirewalld(const QString& state, const QString& zone, quint16 port);
// `nft -j list ruleset`.
std::optional<Finding> judgeNftables(const QByteArray& ruleset, quint16 port);

}  // namespace snug::doctor
