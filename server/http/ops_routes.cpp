// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ops_routes.h"

#include <algorithm>
#include <iterator>

#include "observe/loop_lag.h"
#include "observe/metrics.h"

namespace snug::http {

namespace {

OpsAnswer plain(int status, const QByteArray& sentence)
{
    return {status, QByteArrayLiteral("text/plain; charset=utf-8"), sentence + '\n'};
}

OpsAnswer health(const OpsSources& sources)
{
    const observe::Health health = sources.health.snapshot(base::Now::read());
    return {health.overall == observe::HealthStatus::Fail ? 503 : 200,
            QByteArrayLiteral("application/health+json"), healthJson(health, sources.service)};
}

OpsAnswer livez(const OpsSources& sources)
{
    const auto stall = sources.loops.longestStall(base::Now::read().steady);
    if (stall > kLifelessAfter) {
        return plain(503, "a thread has not moved for " + QByteArray::number(stall.count() / 1000) + " s");
    }
    return plain(200, "alive");
}

OpsAnswer readyz(const OpsSources& sources)
{
    switch (sources.readiness.load()) {
        case Readiness::Starting:
            return plain(503, "starting");
        case Readiness::Draining:
            return plain(503, "draining");
        case Readiness::Ready:
            break;
    }
    const observe::Health health = sources.health.snapshot(base::Now::read());
    const auto failed = std::find_if(
        health.probes.begin(), health.probes.end(),
        [](const observe::ProbeState& probe) { return probe.reading.status == observe::HealthStatus::Fail; });
    if (failed != health.probes.end()) {
        return plain(503, failed->name.toUtf8() + ": " + failed->reading.reason.toUtf8());
    }
    return plain(200, "ready");
}

OpsAnswer metrics(const OpsSources& sources)
{
    return {200, observe::Metrics::kContentType, sources.metrics.exposition()};
}

OpsAnswer scale(const OpsSources& sources)
{
    return {200, QByteArrayLiteral("application/json"), scaleJson(sources.scale())};
}

struct Route {
    const char* path;
    OpsAnswer (*answer)(const OpsSources&);
};
constexpr Route kRoutes[] = {
    {"/health", health}, {"/livez", livez}, {"/readyz", readyz}, {"/metrics", metrics}, {"/scale", scale}};

}  // namespace

OpsAnswer answerOps(QHttpServerRequest::Method method, const QString& path, const OpsSources& sources)
{
    const auto* route = std::find_if(std::begin(kRoutes), std::end(kRoutes), [&path](const Route& known) {
        return path == QLatin1StringView(known.path);
    });
    if (route == std::end(kRoutes)) {
        return plain(404, "not found");
    }
    if (method != QHttpServerRequest::Method::Get && method != QHttpServerRequest::Method::Head) {
        return plain(405, "only GET and HEAD");
    }
    return route->answer(sources);
}

}  // namespace snug::http
