// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "protocol/json_fields.h"
#include "protocol/values.h"

namespace snug::protocol::wire {

// How the values that both directions share stand in JSON. Inside of the codec only.

inline qint64 fromWall(base::WallTime at)
{
    return at.time_since_epoch().count();
}

inline base::WallTime toWall(qint64 milliseconds)
{
    return base::WallTime{std::chrono::milliseconds{milliseconds}};
}

inline QLatin1StringView stateWord(PresenceState state)
{
    return state == PresenceState::Away ? QLatin1StringView("away") : QLatin1StringView("active");
}

inline PresenceState readState(JsonFields& fields)
{
    const QString word = fields.text(QLatin1StringView("state"));
    if (word == u"away") {
        return PresenceState::Away;
    }
    if (word != u"active") {
        fields.fail(QLatin1StringView("state"), "\"active\" or \"away\"");
    }
    return PresenceState::Active;
}

inline QLatin1StringView kindWord(EntryKind kind)
{
    return kind == EntryKind::Topic ? QLatin1StringView("topic") : QLatin1StringView("message");
}

}  // namespace snug::protocol::wire
