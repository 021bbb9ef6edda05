// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/store_probe.h"

namespace snug::host {

namespace {

const QString& probeName()
{
    static const QString name = QStringLiteral("store:write");
    return name;
}

}  // namespace

StoreProbe::StoreProbe(observe::HealthBoard& board, observe::Metrics& metrics)
    : board_(board)
    , metrics_(metrics)
{
    board_.declare(probeName(), kDeadline, base::Now::read());
}

void StoreProbe::tick(const std::function<bool(store::Operation)>& submit)
{
    if (underWay_.exchange(true)) {
        return;  // the board calls it stalled when it takes too long
    }
    asked_ = std::chrono::steady_clock::now();
    if (!submit(store::Probe{kTicket})) {
        underWay_ = false;
        set({observe::HealthStatus::Fail, std::nullopt, QString(),
             QStringLiteral("The store takes nothing more.")},
            base::Now::read());
    }
}

bool StoreProbe::take(const store::Completion& completion)
{
    const base::Now now = base::Now::read();
    if (!completion.result) {
        const store::Error& error = completion.result.error();
        if (error.code == store::ErrorCode::Unavailable || error.code == store::ErrorCode::Corrupt) {
            set({observe::HealthStatus::Fail, std::nullopt, QString(), error.reason}, now);
        }
    }
    if (completion.ticket != kTicket) {
        return false;
    }
    underWay_ = false;
    if (completion.result) {
        const std::chrono::duration<double> took = now.steady - asked_.load();
        const auto& probed = std::get<store::Probed>(*completion.result);
        servers_ = probed.servers;
        people_ = probed.people;
        QStringList concerns = probed.weaknesses;
        if (took > kSlow) {
            concerns.prepend(QStringLiteral("Writes take long."));
        }
        set({concerns.isEmpty() ? observe::HealthStatus::Pass : observe::HealthStatus::Warn, took.count(),
             QStringLiteral("s"), concerns.join(u' ')},
            now);
    }
    return true;
}

void StoreProbe::set(const observe::Reading& reading, const base::Now& now)
{
    board_.set(probeName(), reading, now);
    metrics_.setStoreUp(reading.status != observe::HealthStatus::Fail);
}

}  // namespace snug::host
