// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/type_words.h"

#include "base/result.h"
#include "protocol/admin_words.h"

namespace snug::protocol {

namespace {

// The words are literals, so each ends with a zero.
template <class Words, class Variant>
const char* wordIn(const Words& words, const Variant& variant)
{
    return words.at(variant.index()).data();
}

}  // namespace

const char* typeWord(const Command& command)
{
    return std::visit(base::overloaded{
                          [](const Hello&) { return "hello"; },
                          [](const Join&) { return "join"; },
                          [](const Leave&) { return "leave"; },
                          [](const Send&) { return "send"; },
                          [](const SetTopic&) { return "topic"; },
                          [](const History&) { return "history"; },
                          [](const Search&) { return "search"; },
                          [](const ListRooms&) { return "rooms"; },
                          [](const CreateRoom&) { return "create"; },
                          [](const Typing&) { return "typing"; },
                          [](const ListPresence&) { return "presence"; },
                          [](const SetStatus&) { return "status"; },
                          [](const Ping&) { return "ping"; },
                          [](const Probe&) { return "probe"; },
                          [](const AdminCommand& admin) { return wordIn(wire::kAdminCommands, admin); },
                          [](const auto&) { return "command"; },
                      },
                      command);
}

const char* typeWord(const Answer& answer)
{
    return std::visit(base::overloaded{
                          [](const Welcome&) { return "welcome"; },
                          [](const Joined&) { return "joined"; },
                          [](const Left&) { return "left"; },
                          [](const Sent&) { return "sent"; },
                          [](const HistoryPage&) { return "history"; },
                          [](const Found&) { return "found"; },
                          [](const RoomPage&) { return "rooms"; },
                          [](const Created&) { return "created"; },
                          [](const PresencePage&) { return "presence"; },
                          [](const Pong&) { return "pong"; },
                          [](const Ok&) { return "ok"; },
                          [](const AdminAnswer& admin) { return wordIn(wire::kAdminAnswers, admin); },
                          [](const Error&) { return "error"; },
                          [](const auto&) { return "answer"; },
                      },
                      answer);
}

const char* typeWord(const Push& push)
{
    return std::visit(
        base::overloaded{
            [](const Logged& logged) { return logged.entry.kind == EntryKind::Topic ? "topic" : "message"; },
            [](const PresenceChange&) { return "presence"; },
            [](const TypingChange&) { return "typing"; },
            [](const RoomChange&) { return "room"; },
            [](const LogReset&) { return "reset"; },
            [](const StoringChange&) { return "storing"; },
            [](const Notice&) { return "notice"; },
            [](const Probed&) { return "probed"; },
            [](const AdminPush& admin) { return wordIn(wire::kAdminPushes, admin); },
            [](const auto&) { return "push"; },
        },
        push);
}

}  // namespace snug::protocol
