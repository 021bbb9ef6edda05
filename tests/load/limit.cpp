// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/limit.h"

#include <QStringList>

#include "load/limit_search.h"
#include "load/report.h"
#include "load/run.h"

namespace snug::load {

namespace {

using namespace Qt::StringLiterals;

// Where the tool uses more of its core, it may be the tool that is slow.
constexpr double kBusyTool = 0.85;

double p99Milliseconds(const RunResult& result)
{
    return static_cast<double>(result.deliveryLatency.quantile(0.99)) / 1e6;
}

QString sizeOf(const Plan& plan)
{
    return u"%1 people (%2 rooms × %3, %4 messages/s)"_s.arg(plan.connections())
        .arg(plan.rooms)
        .arg(plan.members)
        .arg(plan.rate);
}

// Why a run did not hold.
QString reasonOf(const RunResult& result)
{
    QStringList reasons;
    for (const auto& [loss, count] : result.losses) {
        reasons.append(u"%1 × %2"_s.arg(count).arg(QString::fromStdString(loss)));
    }
    if (!result.ready) {
        reasons.append(u"not all came to their place"_s);
    } else {
        if (result.faults.any()) {
            reasons.append(u"messages were missing, doubled, refused or out of order"_s);
        }
        if (!result.isFastEnough()) {
            reasons.append(u"p99 %1 ms"_s.arg(p99Milliseconds(result), 0, 'f', 1));
        }
        if (result.toolCpuShare > kBusyTool) {
            reasons.append(u"but snug-load itself was busy, so the server may hold more"_s);
        }
    }
    return reasons.join(u", "_s);
}

QByteArray lineOf(const RunResult& result)
{
    const QString outcome = result.good() ? u"held, p99 %1 ms"_s.arg(p99Milliseconds(result), 0, 'f', 1)
                                          : u"did not hold: "_s + reasonOf(result);
    return (sizeOf(result.plan) + u": "_s + outcome + u'\n').toUtf8();
}

}  // namespace

Limit findLimit(const Plan& plan, std::size_t mostRooms, const Servers& servers, Progress& progress,
                const std::function<void(const QByteArray&)>& tell)
{
    const Time end = Clock::now() + kLimitTime;
    Limit limit;
    LimitSearch search(plan.rooms, mostRooms);
    while (search.next() != 0 && !limit.timedOut) {
        Plan step = plan;
        step.rooms = search.next();
        step.rate = plan.ratePerRoom * static_cast<double>(step.rooms);
        RunResult result = runPlan(step, servers, progress);
        tell(lineOf(result));
        search.tell(result.good());
        (result.good() ? limit.held : limit.failed) = std::move(result);
        limit.timedOut = Clock::now() >= end && search.next() != 0;
    }
    return limit;
}

QByteArray textOf(const Limit& limit)
{
    QByteArray text = "\n";
    if (limit.timedOut) {
        text += "The time was up: there may be more to find.\n";
    }
    if (!limit.held) {
        return text + "Not even the smallest run held.\n";
    }
    text += "Held: " + sizeOf(limit.held->plan).toUtf8() + "\n";
    if (!limit.failed) {
        text +=
            "More could not be tried: see --connect-rate, ulimit -n, and the largest numbers of --help.\n";
    }
    return text + tableOf(*limit.held);
}

}  // namespace snug::load
