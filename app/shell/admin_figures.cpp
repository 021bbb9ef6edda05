// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/admin_figures.h"

#include <QCoreApplication>

namespace snug::shell {

namespace {

constexpr double kMs = 1'000;
constexpr double kPercent = 100;

QString tr(const char* text)
{
    return QCoreApplication::translate("snug::shell::AdminFigures", text);
}

QDateTime toLocal(base::WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

}  // namespace

ui::ServerOverview shown(const client::ServerTrend& trend)
{
    const protocol::admin::Watching& facts = trend.facts();
    const protocol::admin::Overview latest = trend.latest().value_or(protocol::admin::Overview{});
    const protocol::admin::Sample& now = latest.now;
    ui::ServerOverview out;
    out.name = facts.server.name;
    out.version = facts.server.version;
    out.store = facts.store;
    out.uptimeSeconds =
        std::max<qint64>(0, std::chrono::duration_cast<std::chrono::seconds>(now.at - facts.since).count());
    out.instances = latest.instances;
    out.connections = now.connections;
    out.people = now.people;
    out.rooms = now.rooms;
    out.messagesIn = now.messagesIn;
    out.messagesOut = now.messagesOut;
    out.deliveryP50Ms = now.deliverySecondsP50 * kMs;
    out.deliveryP99Ms = now.deliverySecondsP99 * kMs;
    out.commitMs = now.commitSeconds * kMs;
    out.cpuPercent = now.cpu * kPercent;
    out.memoryBytes = now.memoryBytes;
    out.backlogBytes = now.backlogBytes;
    out.errors = now.errors;
    out.capacity = latest.capacityUsed;
    return out;
}

ui::ServerSample shown(const protocol::admin::Sample& sample)
{
    ui::ServerSample out;
    out.at = toLocal(sample.at);
    out.connections = sample.connections;
    out.messagesIn = sample.messagesIn;
    out.messagesOut = sample.messagesOut;
    out.deliveryP50Ms = sample.deliverySecondsP50 * kMs;
    out.deliveryP99Ms = sample.deliverySecondsP99 * kMs;
    out.commitMs = sample.commitSeconds * kMs;
    out.cpuPercent = sample.cpu * kPercent;
    out.memoryBytes = static_cast<double>(sample.memoryBytes);
    out.backlogBytes = static_cast<double>(sample.backlogBytes);
    out.errors = sample.errors;
    return out;
}

QVector<ui::ServerSample> shown(const QVector<protocol::admin::Sample>& samples)
{
    QVector<ui::ServerSample> out;
    for (const protocol::admin::Sample& sample : samples) {
        out.append(shown(sample));
    }
    return out;
}

ui::ConnectionRecord shown(const client::FlightRecord& record)
{
    ui::ConnectionRecord out;
    out.id = record.connection();
    for (const protocol::admin::Frame& frame : record.frames()) {
        out.frames.append({toLocal(frame.at), frame.out, frame.word, frame.bytes});
    }
    out.limiterHits = record.rateLimited();
    for (const double seconds : record.roundTripSeconds()) {
        out.roundTripsMs.append(seconds * kMs);
    }
    return out;
}

QString refusal(const client::AdminDeed& deed, const protocol::Error& error)
{
    using What = client::AdminDeed::What;
    switch (deed.what) {
        case What::Claim:
            return error.message;
        case What::Kick:
            return tr("The connection was not ended: %1").arg(error.message);
        case What::Notify:
            return tr("The message was not sent: %1").arg(error.message);
        case What::Impose:
            return tr("“%1” is neither banned nor muted: %2").arg(deed.target, error.message);
        case What::Lift:
            return tr("This was not lifted: %1").arg(error.message);
        case What::Lock:
            return tr("The room “%1” was not locked: %2").arg(deed.target, error.message);
        case What::Unlock:
            return tr("The room “%1” was not opened: %2").arg(deed.target, error.message);
        case What::Clear:
            return tr("The room “%1” was not cleared: %2").arg(deed.target, error.message);
        case What::Delete:
            return tr("The room “%1” was not deleted: %2").arg(deed.target, error.message);
        case What::Change:
            return tr("“%1” was not changed: %2").arg(deed.target, error.message);
        case What::Drain:
            return tr("The server is not being emptied: %1").arg(error.message);
        case What::TakeBack:
            return tr("The server was not taken back: %1").arg(error.message);
    }
    return error.message;
}

}  // namespace snug::shell
