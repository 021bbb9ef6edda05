// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket_io_dialect.h"

#include "load/mark.h"

namespace snug::load {

namespace {

using namespace std::string_view_literals;

// Packets begin with the digit of Engine.IO, and messages (4) go on with the digit of Socket.IO.
constexpr std::string_view kOpen = "0"sv;
constexpr std::string_view kPing = "2"sv;
constexpr std::string_view kConnect = "40"sv;
constexpr std::string_view kDisconnect = "41"sv;
constexpr std::string_view kEvent = "42"sv;
constexpr std::string_view kAcknowledgement = "430"sv;  // of the one that is asked for, 0
constexpr std::string_view kConnectError = "44"sv;

ServerFrame readEvent(std::string_view packet)
{
    const std::optional<std::uint64_t> ordinal = numberAfter(packet, R"("#)"sv);
    if (ordinal) {
        return {.kind = ServerFrame::Kind::Message, .ordinal = *ordinal};
    }
    const bool isMessage = packet.find(R"(["message",)"sv) != std::string_view::npos;
    return {.kind = isMessage ? ServerFrame::Kind::Unreadable : ServerFrame::Kind::Other};
}

ServerFrame readPacket(std::string_view packet, std::string& answer)
{
    if (packet.starts_with(kEvent)) {
        return readEvent(packet);
    }
    if (packet.starts_with(kConnect) || packet.starts_with(kAcknowledgement)) {
        return {.kind = ServerFrame::Kind::Reply};
    }
    if (packet.starts_with(kConnectError) || packet.starts_with(kDisconnect)) {
        return {.kind = ServerFrame::Kind::Denied, .word = std::string(packet)};
    }
    if (packet.starts_with(kOpen)) {
        answer = kConnect;
    } else if (packet.starts_with(kPing)) {
        answer.assign(1, '3');
    } else if (packet.empty() || packet.front() < '0' || packet.front() > '6') {
        return {.kind = ServerFrame::Kind::Unreadable};
    }
    return {.kind = ServerFrame::Kind::Other};
}

}  // namespace

Dialect::Traits SocketIoDialect::traits() const
{
    return {.path = "/socket.io/?EIO=4&transport=websocket", .numbered = false, .answered = false};
}

// The server begins, is asked to connect (see readPacket) and answers that.
std::optional<std::string> SocketIoDialect::hello(std::string_view) const
{
    return std::string();
}

std::string SocketIoDialect::join(std::string_view room) const
{
    return R"(420["join",")" + std::string(room) + R"("])";
}

void SocketIoDialect::writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                                   std::size_t textBytes) const
{
    out.assign(R"(42["message",")").append(room).append(R"(",")");
    appendMarked(out, ordinal, textBytes);
    out.append(R"("])");
}

void SocketIoDialect::read(Leftover&, std::string_view payload, Incoming& incoming) const
{
    incoming.frames.push_back(readPacket(payload, incoming.answer));
}

}  // namespace snug::load
