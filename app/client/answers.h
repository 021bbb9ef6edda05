// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/commands.h"
#include "protocol/events.h"

namespace snug::client {

// Which answer a command has when it succeeds; lets Session::ask be typed.
template <class Command>
struct AnswerTo;

template <>
struct AnswerTo<protocol::Hello> {
    using Type = protocol::Welcome;
};
template <>
struct AnswerTo<protocol::Join> {
    using Type = protocol::Joined;
};
template <>
struct AnswerTo<protocol::Leave> {
    using Type = protocol::Left;
};
template <>
struct AnswerTo<protocol::Send> {
    using Type = protocol::Sent;
};
template <>
struct AnswerTo<protocol::SetTopic> {
    using Type = protocol::Sent;
};
template <>
struct AnswerTo<protocol::History> {
    using Type = protocol::HistoryPage;
};
template <>
struct AnswerTo<protocol::Search> {
    using Type = protocol::Found;
};
template <>
struct AnswerTo<protocol::ListRooms> {
    using Type = protocol::RoomPage;
};
template <>
struct AnswerTo<protocol::CreateRoom> {
    using Type = protocol::Created;
};
template <>
struct AnswerTo<protocol::Typing> {
    using Type = protocol::Ok;
};
template <>
struct AnswerTo<protocol::ListPresence> {
    using Type = protocol::PresencePage;
};
template <>
struct AnswerTo<protocol::SetStatus> {
    using Type = protocol::Ok;
};
template <>
struct AnswerTo<protocol::Ping> {
    using Type = protocol::Pong;
};

template <>
struct AnswerTo<protocol::admin::Claim> {
    using Type = protocol::admin::Granted;
};
template <>
struct AnswerTo<protocol::admin::Watch> {
    using Type = protocol::admin::Watching;
};
template <>
struct AnswerTo<protocol::admin::Impose> {
    using Type = protocol::admin::Sanctioned;
};
template <>
struct AnswerTo<protocol::admin::ListSanctions> {
    using Type = protocol::admin::SanctionList;
};
template <>
struct AnswerTo<protocol::admin::ReadRoom> {
    using Type = protocol::HistoryPage;
};
template <>
struct AnswerTo<protocol::admin::ListAudit> {
    using Type = protocol::admin::AuditPage;
};
template <>
struct AnswerTo<protocol::admin::ListSettings> {
    using Type = protocol::admin::SettingsPage;
};
template <>
struct AnswerTo<protocol::admin::ChangeSetting> {
    using Type = protocol::admin::SettingsPage;
};
// All else that administration does.
template <class Command>
requires std::is_constructible_v<protocol::AdminCommand, Command>
struct AnswerTo<Command> {
    using Type = protocol::Ok;
};

template <class Command>
using AnswerOf = typename AnswerTo<Command>::Type;

// The answer, if it is this one.
template <class Wanted>
const Wanted* answerIf(const protocol::Answer& answer)
{
    if constexpr (std::is_constructible_v<protocol::AdminAnswer, Wanted>) {
        const auto* const admin = std::get_if<protocol::AdminAnswer>(&answer);
        return admin == nullptr ? nullptr : std::get_if<Wanted>(admin);
    } else {
        return std::get_if<Wanted>(&answer);
    }
}

}  // namespace snug::client
