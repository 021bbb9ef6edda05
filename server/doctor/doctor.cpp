// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/doctor.h"

#include "doctor/firewall.h"
#include "doctor/machine.h"
#include "doctor/reachability.h"

namespace snug::doctor {

QVector<Finding> examine(const host::ServerConfig& config)
{
    QVector<Finding> findings{lookAtAddresses(config)};
    findings += lookAtPort(config);
    findings.append(lookAtFirewall(config));
    findings.append(lookAtName());
    if (config.wantsTls()) {
        findings.append(lookAtCertificate(config));
    }
    findings.append(lookAtClock());
    findings += lookAtStore(config);
    return findings;
}

}  // namespace snug::doctor
