// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/snug_dialect.h"

#include "load/wire.h"

namespace snug::load {

Dialect::Traits SnugDialect::traits() const
{
    return {.path = "/", .subprotocol = "snug.v1", .resumes = true};
}

std::optional<std::string> SnugDialect::hello(std::string_view nick) const
{
    return helloCommand(nick);
}

std::optional<std::string> SnugDialect::create(std::string_view room, bool keep) const
{
    return createCommand(room, keep);
}

std::string SnugDialect::join(std::string_view room) const
{
    return joinCommand(room);
}

std::string SnugDialect::helloAgain(std::string_view nick, std::string_view session) const
{
    return helloCommand(nick, session);
}

std::string SnugDialect::joinAgain(std::string_view room, std::string_view epoch, std::uint64_t seq) const
{
    return rejoinCommand(room, epoch, seq);
}

void SnugDialect::writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                               std::size_t textBytes) const
{
    writeSendCommand(out, room, ordinal, textBytes);
}

void SnugDialect::read(Leftover&, std::string_view payload, Incoming& incoming) const
{
    incoming.frames.push_back(readServerFrame(payload));
}

}  // namespace snug::load
