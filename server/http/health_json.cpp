// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/health_json.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace snug::http {

namespace {

QString word(observe::HealthStatus status)
{
    switch (status) {
        case observe::HealthStatus::Pass:
            return QStringLiteral("pass");
        case observe::HealthStatus::Warn:
            return QStringLiteral("warn");
        case observe::HealthStatus::Fail:
            break;
    }
    return QStringLiteral("fail");
}

QJsonObject checkJson(const observe::ProbeState& probe)
{
    QJsonObject check{{QStringLiteral("status"), word(probe.reading.status)}};
    if (probe.reading.value) {
        check.insert(QStringLiteral("observedValue"), *probe.reading.value);
        check.insert(QStringLiteral("observedUnit"), probe.reading.unit);
    }
    if (!probe.reading.reason.isEmpty()) {
        check.insert(QStringLiteral("output"), probe.reading.reason);
    }
    if (probe.at) {
        const auto at = QDateTime::fromMSecsSinceEpoch(probe.at->time_since_epoch().count(), Qt::UTC);
        check.insert(QStringLiteral("time"), at.toString(Qt::ISODateWithMs));
    }
    return check;
}

}  // namespace

QByteArray healthJson(const observe::Health& health, const ServiceInfo& service)
{
    QJsonObject checks;
    for (const observe::ProbeState& probe : health.probes) {
        checks.insert(probe.name, QJsonArray{checkJson(probe)});
    }
    const QJsonObject all{
        {QStringLiteral("status"), word(health.overall)},
        {QStringLiteral("version"), QStringLiteral("1")},
        {QStringLiteral("serviceId"), service.serviceId},
        {QStringLiteral("releaseId"), service.releaseId},
        {QStringLiteral("description"), service.description},
        {QStringLiteral("checks"), checks},
    };
    return QJsonDocument(all).toJson(QJsonDocument::Compact) + '\n';
}

}  // namespace snug::http
