// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/redis_probe.h"

namespace snug::host {

namespace {

const QString& probeName()
{
    static const QString name = QStringLiteral("redis:roundtrip");
    return name;
}

}  // namespace

void RedisProbe::watch(const base::Now& now)
{
    answeredAt_ = now.steady;
    board_.declare(probeName(), kDeadline, now);
}

void RedisProbe::tick(const base::Now& now)
{
    const std::chrono::nanoseconds worst = worst_.exchange(std::chrono::nanoseconds{0});
    if (worst.count() > 0) {
        last_ = std::chrono::duration<double>(worst).count();
    }
    observe::Reading reading{observe::HealthStatus::Pass, last_, QStringLiteral("s"), {}};
    if (now.steady - answeredAt_.load() >= kSilence) {
        reading = {observe::HealthStatus::Fail, std::nullopt, QString(),
                   QStringLiteral("Redis does not answer.")};
    } else if (worst > kSlow) {
        reading.status = observe::HealthStatus::Warn;
        reading.reason = QStringLiteral("Redis takes long to answer.");
    }
    board_.set(probeName(), reading, now);
}

void RedisProbe::answered(std::chrono::nanoseconds took, base::SteadyTime now)
{
    // Only the store's thread raises it; what tick() takes in between is in this second or the next.
    if (took > worst_.load()) {
        worst_ = took;
    }
    answeredAt_ = now;
}

}  // namespace snug::host
