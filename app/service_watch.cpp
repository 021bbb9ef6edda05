// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_watch.h"

#include <algorithm>

#include "base/log.h"
#include "service_manager.h"

namespace snug {

namespace {

// Figures come once a second; a manager that wants to hear more often would not be told in time.
constexpr std::chrono::microseconds kShortestWatchdog = std::chrono::seconds(3);

bool everyThreadMoves(const observe::Health& health)
{
    return std::none_of(health.probes.begin(), health.probes.end(), [](const observe::ProbeState& probe) {
        return probe.name.endsWith(u":lag") && probe.reading.status == observe::HealthStatus::Fail;
    });
}

QByteArray statusOf(const host::ServerFigures& figures)
{
    for (const observe::ProbeState& probe : figures.health.probes) {
        if (probe.reading.status == observe::HealthStatus::Fail) {
            return probe.name.toUtf8() + ": " + probe.reading.reason.toUtf8();
        }
    }
    return QByteArray::number(figures.connections) + " connected, " + QByteArray::number(figures.roomsLive) +
           " rooms in use";
}

}  // namespace

ServiceWatch::ServiceWatch(host::ServerHost& server, QObject* parent)
    : QObject(parent)
    , server_(server)
{
    if (const auto interval = watchdogInterval()) {
        wantsSignsOfLife_ = *interval >= kShortestWatchdog;
        if (!wantsSignsOfLife_) {
            qCWarning(base::logHost)
                << "the service manager's watchdog is too impatient (WatchdogSec): 3 s at "
                   "least";
        }
    }
    connect(&server, &host::ServerHost::started, this, [] { tellServiceManager("READY=1"); });
    connect(&server, &host::ServerHost::stateChanged, this, [&server] {
        if (server.state() == host::ServerHost::State::Stopping) {
            tellServiceManager("STOPPING=1");
        }
    });
    connect(&server, &host::ServerHost::reloaded, this, [] { tellServiceManager("READY=1"); });
    connect(&server, &host::ServerHost::figures, this, &ServiceWatch::onFigures);
}

void ServiceWatch::reloading()
{
    if (server_.state() == host::ServerHost::State::Running) {
        const std::chrono::microseconds now = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now().time_since_epoch());  // CLOCK_MONOTONIC, as it is wanted
        tellServiceManager("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(qint64{now.count()}));
    }
}

void ServiceWatch::onFigures(const host::ServerFigures& figures)
{
    if (wantsSignsOfLife_ && everyThreadMoves(figures.health)) {
        tellServiceManager("WATCHDOG=1");
    }
    QByteArray status = "STATUS=" + statusOf(figures).replace('\n', ' ');
    if (status != status_) {
        status_ = std::move(status);
        tellServiceManager(status_);
    }
}

}  // namespace snug
