// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

namespace snug::load {

namespace {

using namespace Qt::StringLiterals;

double microseconds(std::int64_t nanoseconds)
{
    return static_cast<double>(nanoseconds) / 1000.0;
}

QString milliseconds(std::int64_t nanoseconds)
{
    return QString::number(static_cast<double>(nanoseconds) / 1e6, 'f', 2);
}

double deliveriesPerSecond(const RunResult& result)
{
    return result.seconds > 0 ? static_cast<double>(result.deliveries) / result.seconds : 0;
}

std::optional<double> deliveriesPerCpuSecond(const RunResult& result)
{
    if (!result.serverCpuSeconds || *result.serverCpuSeconds <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(result.deliveries) / *result.serverCpuSeconds;
}

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString latencyLine(const Histogram& latency)
{
    return u"p50 %1  p99 %2  p99.9 %3  max %4 ms"_s.arg(
        milliseconds(latency.quantile(0.5)), milliseconds(latency.quantile(0.99)),
        milliseconds(latency.quantile(0.999)), milliseconds(latency.max()));
}

QJsonObject latencyObject(const Histogram& latency)
{
    return {{u"count"_s, static_cast<qint64>(latency.count())},
            {u"p50"_s, microseconds(latency.quantile(0.5))},
            {u"p99"_s, microseconds(latency.quantile(0.99))},
            {u"p99_9"_s, microseconds(latency.quantile(0.999))},
            {u"max"_s, microseconds(latency.max())}};
}

QString planLine(const Plan& plan)
{
    const QString pace =
        plan.rate > 0 ? u"%1 messages/s"_s.arg(plan.rate) : u"%1 in flight each"_s.arg(plan.inFlight);
    const QString manner = plan.dialect != "snug" ? QString::fromStdString(plan.dialect)
                           : plan.keep            ? u"kept"_s
                                                  : u"off the record"_s;
    const QString storms =
        plan.storms > 0 ? u", %1 × %2 cut off"_s.arg(plan.storms).arg(plan.stormClients) : QString();
    return u"%1 rooms × %2 members, %3 idle, %4, %5 bytes, %6%7"_s.arg(plan.rooms)
        .arg(plan.members)
        .arg(plan.idle)
        .arg(pace)
        .arg(plan.payload)
        .arg(manner, storms);
}

void writeServer(QTextStream& out, const RunResult& result)
{
    if (const std::optional<double> cpu = result.serverCpuPercent()) {
        out << u"server CPU        %1 % of a core\n"_s.arg(*cpu, 0, 'f', 1);
    }
    if (const std::optional<double> rate = deliveriesPerCpuSecond(result)) {
        out << u"per CPU second    %1 deliveries\n"_s.arg(*rate, 0, 'f', 0);
    }
    if (result.serverPssPerConnection) {
        out << u"server memory     %1 MiB, %2 KiB a connection (%3 KiB private)\n"_s
                   .arg(static_cast<double>(*result.serverPssBytes) / 1048576, 0, 'f', 1)
                   .arg(*result.serverPssPerConnection / 1024, 0, 'f', 1)
                   .arg(*result.serverPrivatePerConnection / 1024, 0, 'f', 1);
    }
}

void writeStorms(QTextStream& out, const RunResult& result)
{
    if (!result.storm) {
        return;
    }
    for (const double seconds : result.storm->seconds) {
        out << u"storm             %1 clients were back after %2 s\n"_s.arg(result.plan.stormClients)
                   .arg(seconds, 0, 'f', 3);
    }
    out << "way back          " << latencyLine(result.storm->wayBack) << '\n';
    if (!result.isBack()) {
        out << u"STORM             %1 of %2 storms took place, %3 clients did not come back\n"_s
                   .arg(result.storm->seconds.size() + (result.storm->missing > 0 ? 1 : 0))
                   .arg(result.plan.storms)
                   .arg(result.storm->missing);
    }
}

QJsonValue stormValue(const RunResult& result)
{
    if (!result.storm) {
        return {};
    }
    QJsonArray seconds;
    for (const double value : result.storm->seconds) {
        seconds.append(value);
    }
    return QJsonObject{{u"clients"_s, static_cast<qint64>(result.plan.stormClients)},
                       {u"seconds"_s, seconds},
                       {u"missing"_s, static_cast<qint64>(result.storm->missing)},
                       {u"way_back_us"_s, latencyObject(result.storm->wayBack)}};
}

}  // namespace

QByteArray tableOf(const RunResult& result)
{
    QByteArray bytes;
    QTextStream out(&bytes);
    out << "plan              " << planLine(result.plan) << '\n';
    if (result.ready) {
        out << u"connects          %1 /s\n"_s.arg(result.connectsPerSecond, 0, 'f', 0);
        out << u"messages          %1 in %2 s\n"_s.arg(result.messages).arg(result.seconds, 0, 'f', 1);
        out << u"deliveries        %1 /s\n"_s.arg(deliveriesPerSecond(result), 0, 'f', 0);
        out << "delivery latency  " << latencyLine(result.deliveryLatency) << '\n';
        out << "answer latency    " << latencyLine(result.answerLatency) << '\n';
        writeServer(out, result);
        out << u"load tool CPU     %1 % of a core\n"_s.arg(result.toolCpuShare * 100, 0, 'f', 1);
    } else {
        out << "FAILED            not all connections came to their place\n";
    }
    writeStorms(out, result);
    const Faults& faults = result.faults;
    if (faults.any()) {
        out << u"FAULTS            %1 gaps, %2 duplicates, %3 strangers, %4 refused, %5 missing\n"_s
                   .arg(faults.gaps)
                   .arg(faults.duplicates)
                   .arg(faults.strangers)
                   .arg(faults.refused)
                   .arg(faults.missing);
    }
    for (const auto& [reason, count] : result.losses) {
        out << "LOST              " << count << " × " << QString::fromStdString(reason) << '\n';
    }
    if (!result.isFastEnough()) {
        out << u"TOO SLOW          allowed: p99 %1 ms, server CPU %2 %, way back %3 s (0: any)\n"_s
                   .arg(result.plan.p99AtMost)
                   .arg(result.plan.serverCpuAtMost)
                   .arg(result.plan.backWithin);
    }
    if (result.isCorrect()) {
        out << "order             every message reached every member once, "
            << (result.numbered ? "in order\n" : "those of each sender in order\n");
    }
    out.flush();
    return bytes;
}

QByteArray jsonOf(const RunResult& result)
{
    QJsonObject losses;
    for (const auto& [reason, count] : result.losses) {
        losses.insert(QString::fromStdString(reason), static_cast<qint64>(count));
    }
    const Faults& faults = result.faults;
    const QJsonObject object{
        {u"format"_s, kJsonFormat},
        {u"plan"_s, planLine(result.plan)},
        {u"dialect"_s, QString::fromStdString(result.plan.dialect)},
        {u"connections"_s, static_cast<qint64>(result.plan.connections())},
        {u"good"_s, result.good()},
        {u"connects_per_second"_s, result.connectsPerSecond},
        {u"seconds"_s, result.seconds},
        {u"messages"_s, static_cast<qint64>(result.messages)},
        {u"deliveries"_s, static_cast<qint64>(result.deliveries)},
        {u"deliveries_per_second"_s, deliveriesPerSecond(result)},
        {u"delivery_us"_s, latencyObject(result.deliveryLatency)},
        {u"answer_us"_s, latencyObject(result.answerLatency)},
        {u"tool_cpu_percent"_s, result.toolCpuShare * 100},
        {u"server_cpu_percent"_s, orNull(result.serverCpuPercent())},
        {u"deliveries_per_cpu_second"_s, orNull(deliveriesPerCpuSecond(result))},
        {u"server_pss_bytes"_s,
         result.serverPssBytes ? QJsonValue(static_cast<qint64>(*result.serverPssBytes)) : QJsonValue()},
        {u"server_pss_bytes_per_connection"_s, orNull(result.serverPssPerConnection)},
        {u"server_private_bytes_per_connection"_s, orNull(result.serverPrivatePerConnection)},
        {u"faults"_s, QJsonObject{{u"gaps"_s, static_cast<qint64>(faults.gaps)},
                                  {u"duplicates"_s, static_cast<qint64>(faults.duplicates)},
                                  {u"strangers"_s, static_cast<qint64>(faults.strangers)},
                                  {u"refused"_s, static_cast<qint64>(faults.refused)},
                                  {u"missing"_s, static_cast<qint64>(faults.missing)}}},
        {u"storm"_s, stormValue(result)},
        {u"losses"_s, losses}};
    return QJsonDocument(object).toJson();
}

}  // namespace snug::load
