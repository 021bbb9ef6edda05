// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/hub_inputs.h"

namespace snug::host {

rooms::Measured toMeasured(const std::vector<net::ConnectionFigures>& figures)
{
    rooms::Measured measured;
    measured.connections.reserve(static_cast<qsizetype>(figures.size()));
    for (const net::ConnectionFigures& each : figures) {
        protocol::admin::Connection& row = measured.connections.emplaceBack();
        row.id = static_cast<quint64>(each.id);
        row.framesIn = each.framesIn;
        row.framesOut = each.framesOut;
        row.bytesIn = each.bytesIn.count;
        row.bytesOut = each.bytesOut.count;
        row.backlogBytes = each.backlog.count;
        row.idleSeconds = std::chrono::duration<double>(each.idle).count();
        row.tls = each.tls;
        if (each.roundTrip) {
            row.roundTripSeconds = std::chrono::duration<double>(*each.roundTrip).count();
        }
    }
    return measured;
}

rooms::FramesRecalled toRecalled(const net::ConnectionRecord& record)
{
    protocol::admin::Record recalled{static_cast<quint64>(record.id), {}};
    for (const net::RecordedFrame& each : record.frames) {
        recalled.frames.append(
            {each.at, each.out, QString::fromLatin1(each.word), static_cast<int>(each.bytes)});
    }
    return {std::move(recalled)};
}

rooms::LogWritten toLogWritten(const std::vector<base::LogRecord>& records)
{
    rooms::LogWritten written;
    for (const base::LogRecord& each : records) {
        written.lines.append({each.at, base::levelWord(each.type), each.category, each.text});
    }
    return written;
}

}  // namespace snug::host
