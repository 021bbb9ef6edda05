// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/json_dialect.h"

#include "load/mark.h"

namespace snug::load {

namespace {

using namespace std::string_view_literals;

// What follows `"name":` and spaces; empty where there is no such field.
std::string_view valueOf(std::string_view frame, std::string_view quotedName)
{
    const std::size_t at = frame.find(quotedName);
    if (at == std::string_view::npos) {
        return {};
    }
    frame.remove_prefix(at + quotedName.size());
    const std::size_t value = frame.find_first_not_of(" :"sv);
    return value == std::string_view::npos ? std::string_view() : frame.substr(value);
}

}  // namespace

Dialect::Traits JsonDialect::traits() const
{
    return {.path = "/", .answered = false};
}

std::optional<std::string> JsonDialect::hello(std::string_view) const
{
    return std::nullopt;
}

std::string JsonDialect::join(std::string_view room) const
{
    return R"({"join":")" + std::string(room) + R"("})";
}

void JsonDialect::writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                               std::size_t textBytes) const
{
    out.assign(R"({"room":")").append(room).append(R"(","id":)").append(std::to_string(ordinal));
    out.append(R"(,"text":")");
    appendMarked(out, ordinal, textBytes);
    out.append(R"("})");
}

void JsonDialect::read(Leftover&, std::string_view payload, Incoming& incoming) const
{
    ServerFrame frame{.kind = ServerFrame::Kind::Unreadable};
    const std::optional<std::uint64_t> ordinal = numberAfter(payload, R"("#)"sv);
    if (ordinal) {
        const std::optional<std::uint64_t> seq = numberAfter(valueOf(payload, R"("seq")"sv), ""sv);
        if (seq) {
            frame = {.kind = ServerFrame::Kind::Message, .seq = *seq, .ordinal = *ordinal};
        }
    } else if (!valueOf(payload, R"("joined")"sv).empty()) {
        frame.kind = ServerFrame::Kind::Reply;
    } else if (const std::string_view error = valueOf(payload, R"("error")"sv); !error.empty()) {
        frame = {.kind = ServerFrame::Kind::Denied, .word = std::string(error.substr(0, error.find('}')))};
    } else if (payload.starts_with('{')) {
        frame.kind = ServerFrame::Kind::Other;
    }
    incoming.frames.push_back(std::move(frame));
}

}  // namespace snug::load
