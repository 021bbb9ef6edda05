// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/certificate_probe.h"

namespace snug::host {

namespace {

const QString& probeName()
{
    static const QString name = QStringLiteral("certificate:expiry");
    return name;
}

}  // namespace

void CertificateProbe::watch(base::WallTime validUntil, const base::Now& now)
{
    validUntil_ = validUntil;
    board_.declare(probeName(), kDeadline, now);
    tick(now);
}

void CertificateProbe::tick(const base::Now& now)
{
    const auto left = std::chrono::floor<std::chrono::seconds>(validUntil_ - now.wall);
    metrics_.setCertificateExpiry(left);
    observe::Reading reading{
        observe::HealthStatus::Pass, static_cast<double>(left.count()), QStringLiteral("s"), {}};
    if (left.count() <= 0) {
        reading.status = observe::HealthStatus::Fail;
        reading.reason = QStringLiteral("The certificate is no longer valid: nobody new can connect.");
    } else if (left < kSoon) {
        reading.status = observe::HealthStatus::Warn;
        reading.reason =
            QStringLiteral("The certificate is valid for %1 days more: renew it; SIGHUP has it read.")
                .arg(std::chrono::floor<std::chrono::days>(left).count());
    }
    board_.set(probeName(), reading, now);
}

}  // namespace snug::host
