// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "protocol/admin_commands.h"
#include "protocol/admin_events.h"

namespace snug::protocol::wire {

// The words of administration on the wire, in the order of the enums and variants they stand for. Inside of
// the codec only.

inline constexpr std::array<QLatin1StringView, 2> wordsOf(Role)
{
    return {QLatin1StringView("member"), QLatin1StringView("owner")};
}
inline constexpr std::array<QLatin1StringView, 3> wordsOf(admin::Status)
{
    return {QLatin1StringView("pass"), QLatin1StringView("warn"), QLatin1StringView("fail")};
}
inline constexpr std::array<QLatin1StringView, 2> wordsOf(admin::Sanction::Kind)
{
    return {QLatin1StringView("ban"), QLatin1StringView("mute")};
}
inline constexpr std::array<QLatin1StringView, 2> wordsOf(admin::Sanction::Subject)
{
    return {QLatin1StringView("address"), QLatin1StringView("name")};
}

inline constexpr std::array<QLatin1StringView, std::variant_size_v<AdminCommand>> kAdminCommands{
    QLatin1StringView("admin.claim"),     QLatin1StringView("admin.watch"),
    QLatin1StringView("admin.kick"),      QLatin1StringView("admin.notify"),
    QLatin1StringView("admin.impose"),    QLatin1StringView("admin.lift"),
    QLatin1StringView("admin.sanctions"), QLatin1StringView("admin.lock"),
    QLatin1StringView("admin.clear"),     QLatin1StringView("admin.delete"),
    QLatin1StringView("admin.read"),      QLatin1StringView("admin.audit"),
    QLatin1StringView("admin.settings"),  QLatin1StringView("admin.set"),
    QLatin1StringView("admin.drain")};
inline constexpr std::array<QLatin1StringView, std::variant_size_v<AdminAnswer>> kAdminAnswers{
    QLatin1StringView("admin.granted"), QLatin1StringView("admin.watching"),
    QLatin1StringView("admin.imposed"), QLatin1StringView("admin.sanctions"),
    QLatin1StringView("admin.audit"),   QLatin1StringView("admin.settings")};
inline constexpr std::array<QLatin1StringView, std::variant_size_v<AdminPush>> kAdminPushes{
    QLatin1StringView("admin.overview"), QLatin1StringView("admin.connections"),
    QLatin1StringView("admin.rooms"),    QLatin1StringView("admin.instances"),
    QLatin1StringView("admin.log"),      QLatin1StringView("admin.record"),
    QLatin1StringView("admin.changed")};

}  // namespace snug::protocol::wire
