// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "observe/health_board.h"
#include "observe/metrics.h"

namespace snug::host {

// How long the server's certificate is still valid: the probe "certificate:expiry" and
// snug_certificate_expiry_seconds. Thread: the ops thread's. Borrows both.
class CertificateProbe {
public:
    static constexpr std::chrono::milliseconds kInterval{1000};
    static constexpr std::chrono::milliseconds kDeadline{10'000};
    static constexpr std::chrono::days kSoon{14};  // a warning

    CertificateProbe(observe::HealthBoard& board, observe::Metrics& metrics)
        : board_(board)
        , metrics_(metrics)
    {
    }

    // Once; without it there is neither probe nor figure.
    void watch(base::WallTime validUntil, const base::Now& now);
    void tick(const base::Now& now);

private:
    observe::HealthBoard& board_;
    observe::Metrics& metrics_;
    base::WallTime validUntil_;
};

}  // namespace snug::host
