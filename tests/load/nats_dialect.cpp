// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/nats_dialect.h"

#include <charconv>

#include "load/mark.h"

namespace snug::load {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kLineEnd = "\r\n"sv;
constexpr std::size_t kMaxLine = 64 * 1024;  // INFO is the longest: it may list a whole cluster
constexpr std::size_t kMaxPayload = 16 * 1024 * 1024;

// The last word of "MSG subject sid [reply-to] size".
std::optional<std::size_t> payloadSize(std::string_view line)
{
    std::size_t size = 0;
    const char* const first = line.data() + line.rfind(' ') + 1;
    const char* const last = line.data() + line.size();
    const auto [end, error] = std::from_chars(first, last, size);
    if (error != std::errc{} || end != last || size > kMaxPayload) {
        return std::nullopt;
    }
    return size;
}

ServerFrame readLine(std::string_view line, std::string& answer)
{
    if (line == "PONG"sv) {
        return {.kind = ServerFrame::Kind::Reply};
    }
    if (line.starts_with("-ERR"sv)) {
        return {.kind = ServerFrame::Kind::Denied, .word = std::string(line)};
    }
    if (line == "PING"sv) {
        answer.append("PONG\r\n");
    } else if (line != "+OK"sv && !line.starts_with("INFO "sv)) {
        return {.kind = ServerFrame::Kind::Unreadable};
    }
    return {.kind = ServerFrame::Kind::Other};
}

// Reads one unit and takes it off `bytes`; false when it is not whole.
bool readUnit(std::string_view& bytes, Incoming& incoming)
{
    const std::size_t lineEnd = bytes.find(kLineEnd);
    if (lineEnd == std::string_view::npos) {
        if (bytes.size() > kMaxLine) {
            bytes = {};
            incoming.frames.push_back({.kind = ServerFrame::Kind::Unreadable});
        }
        return false;
    }
    const std::string_view line = bytes.substr(0, lineEnd);
    const std::size_t head = lineEnd + kLineEnd.size();
    if (!line.starts_with("MSG "sv)) {
        incoming.frames.push_back(readLine(line, incoming.answer));
        bytes.remove_prefix(head);
        return true;
    }
    const std::optional<std::size_t> size = payloadSize(line);
    if (!size) {
        bytes = {};  // nobody knows where the next unit begins
        incoming.frames.push_back({.kind = ServerFrame::Kind::Unreadable});
        return false;
    }
    if (bytes.size() < head + *size + kLineEnd.size()) {
        return false;
    }
    const std::optional<std::uint64_t> ordinal = numberAfter(bytes.substr(head, *size), "#"sv);
    incoming.frames.push_back({.kind = ordinal ? ServerFrame::Kind::Message : ServerFrame::Kind::Unreadable,
                               .ordinal = ordinal.value_or(0)});
    bytes.remove_prefix(head + *size + kLineEnd.size());
    return true;
}

}  // namespace

Dialect::Traits NatsDialect::traits() const
{
    return {.path = "/", .opcode = Opcode::Binary, .numbered = false, .answered = false};
}

std::optional<std::string> NatsDialect::hello(std::string_view nick) const
{
    return R"(CONNECT {"verbose":false,"pedantic":false,"echo":true,"headers":false,"no_responders":false,)"
           R"("name":")" +
           std::string(nick) + "\"}\r\nPING\r\n";
}

std::string NatsDialect::join(std::string_view room) const
{
    return "SUB " + std::string(room) + " 1\r\nPING\r\n";
}

void NatsDialect::writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                               std::size_t textBytes) const
{
    out.assign("PUB ").append(room).append(" ");
    out.append(std::to_string(markedSize(ordinal, textBytes))).append(kLineEnd);
    appendMarked(out, ordinal, textBytes);
    out.append(kLineEnd);
}

void NatsDialect::read(Leftover& leftover, std::string_view payload, Incoming& incoming) const
{
    std::string_view bytes = leftover.join(payload);
    while (!bytes.empty() && readUnit(bytes, incoming)) {
    }
    leftover.keep(bytes);
}

}  // namespace snug::load
