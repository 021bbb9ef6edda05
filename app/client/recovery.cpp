// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/recovery.h"

#include <utility>

namespace snug::client {

void Recovery::begin(const QStringList& rooms)
{
    waiting_ = QSet<QString>(rooms.begin(), rooms.end());
}

std::optional<RecoveryReport> Recovery::caughtUp(const QString& room, int missed, bool gap)
{
    if (!waiting_.contains(room)) {
        return std::nullopt;
    }
    ++report_.rooms;
    report_.missed += missed;
    if (gap && !report_.gaps.contains(room)) {
        report_.gaps.append(room);
    }
    return settle(room);
}

std::optional<RecoveryReport> Recovery::gaveUp(const QString& room)
{
    if (!waiting_.contains(room)) {
        return std::nullopt;
    }
    report_.lost.append(room);
    return settle(room);
}

std::optional<RecoveryReport> Recovery::settle(const QString& room)
{
    waiting_.remove(room);
    if (!waiting_.isEmpty()) {
        return std::nullopt;
    }
    return std::exchange(report_, {});
}

}  // namespace snug::client
