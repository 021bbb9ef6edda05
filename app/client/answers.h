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

template <class Command>
using AnswerOf = typename AnswerTo<Command>::Type;

}  // namespace snug::client
