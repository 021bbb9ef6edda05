// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHttpServerRequest>
#include <atomic>
#include <functional>

#include "http/health_json.h"
#include "http/scale_advice.h"
#include "observe/health_board.h"

namespace snug::observe {
class LoopLag;
class Metrics;
}  // namespace snug::observe

namespace snug::http {

// Where the server is in its life; set by its host, from any thread.
enum class Readiness { Starting, Ready, Draining };

// What the ops port reads. All is borrowed, may be asked from any thread and outlives the OpsServer.
struct OpsSources {
    const observe::HealthBoard& health;
    const observe::Metrics& metrics;
    const observe::LoopLag& loops;
    const std::atomic<Readiness>& readiness;
    ServiceInfo service;
    std::function<ScaleAdvice()> scale;
};

// A thread that has not moved for this long makes /livez fail: the process should be restarted.
inline constexpr std::chrono::seconds kLifelessAfter{10};

struct OpsAnswer {
    int status = 200;
    QByteArray contentType;
    QByteArray body;
};

// What the ops port answers, without sending it:
//   /health   application/health+json; 503 when a probe fails
//   /livez    200 while all threads move, else 503
//   /readyz   200 while the server takes clients: started, not draining, no probe fails; else 503
//   /metrics  Prometheus text
//   /scale    what an autoscaler asks: scaleJson()
// GET and HEAD only (405), nothing else (404). Reads values, waits for nothing.
OpsAnswer answerOps(QHttpServerRequest::Method method, const QString& path, const OpsSources& sources);

}  // namespace snug::http
