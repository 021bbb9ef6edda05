// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/mqtt_dialect.h"

#include "load/mark.h"

namespace snug::load {

namespace {

using namespace std::string_view_literals;

// The kind of a packet: the upper half of its first byte.
enum class Packet : std::uint8_t {
    Connect = 1,
    ConnectAnswer = 2,
    Publish = 3,
    Subscribe = 8,
    SubscribeAnswer = 9,
    PingAnswer = 13,
};

constexpr std::size_t kMaxPacket = 16 * 1024 * 1024;
constexpr std::uint16_t kSubscription = 1;
constexpr std::uint16_t kKeepAlive = 0xFFFF;  // 18 hours; 0, which is for ever, is not welcome everywhere

std::uint8_t byteAt(std::string_view bytes, std::size_t at)
{
    return static_cast<std::uint8_t>(bytes[at]);
}

void append16(std::string& out, std::size_t value)
{
    out.push_back(static_cast<char>(value >> 8));
    out.push_back(static_cast<char>(value));
}

void appendString(std::string& out, std::string_view text)
{
    append16(out, text.size());
    out.append(text);
}

// The fixed header: kind, flags, and how many bytes follow, seven bits at a time.
void appendHeader(std::string& out, Packet packet, unsigned flags, std::size_t rest)
{
    out.push_back(static_cast<char>(static_cast<unsigned>(packet) << 4 | flags));
    do {
        out.push_back(static_cast<char>((rest & 0x7F) | (rest > 0x7F ? 0x80 : 0)));
        rest >>= 7;
    } while (rest > 0);
}

struct Header {
    bool whole = false;
    bool broken = false;
    std::size_t size = 0;  // of the header itself
    std::size_t rest = 0;  // bytes that follow
};

Header readHeader(std::string_view bytes)
{
    Header header;
    for (std::size_t at = 1; at < bytes.size(); ++at) {
        header.rest |= static_cast<std::size_t>(byteAt(bytes, at) & 0x7F) << (7 * (at - 1));
        if ((byteAt(bytes, at) & 0x80) == 0) {
            header.whole = true;
            header.size = at + 1;
            header.broken = header.rest > kMaxPacket;
            return header;
        }
        if (at == 4) {
            header.broken = true;
            return header;
        }
    }
    return header;
}

ServerFrame readPublish(std::string_view body, unsigned qos)
{
    const std::size_t topic = body.size() < 2 ? 0 : std::size_t{byteAt(body, 0)} << 8 | byteAt(body, 1);
    const std::size_t start = 2 + topic + (qos > 0 ? 2 : 0);
    const std::optional<std::uint64_t> ordinal =
        start < body.size() ? numberAfter(body.substr(start), "#"sv) : std::nullopt;
    return {.kind = ordinal ? ServerFrame::Kind::Message : ServerFrame::Kind::Unreadable,
            .ordinal = ordinal.value_or(0)};
}

// The last byte of an answer is its code.
ServerFrame readAnswer(std::string_view body, std::size_t size, std::string_view name)
{
    if (body.size() != size) {
        return {.kind = ServerFrame::Kind::Unreadable};
    }
    const unsigned code = byteAt(body, size - 1);
    if (code != 0) {
        return {.kind = ServerFrame::Kind::Denied, .word = std::string(name) + " " + std::to_string(code)};
    }
    return {.kind = ServerFrame::Kind::Reply};
}

ServerFrame readPacket(unsigned first, std::string_view body)
{
    switch (static_cast<Packet>(first >> 4)) {
        case Packet::Publish:
            return readPublish(body, (first >> 1) & 3);
        case Packet::ConnectAnswer:
            return readAnswer(body, 2, "CONNACK"sv);
        case Packet::SubscribeAnswer:
            return readAnswer(body, 3, "SUBACK"sv);
        case Packet::PingAnswer:
            return {.kind = ServerFrame::Kind::Other};
        case Packet::Connect:
        case Packet::Subscribe:
            break;
    }
    return {.kind = ServerFrame::Kind::Unreadable};
}

}  // namespace

Dialect::Traits MqttDialect::traits() const
{
    return {.path = "/mqtt",
            .subprotocol = "mqtt",
            .opcode = Opcode::Binary,
            .numbered = false,
            .answered = false};
}

std::optional<std::string> MqttDialect::hello(std::string_view nick) const
{
    constexpr char kLevel = 4;
    constexpr char kCleanSession = 2;
    std::string body;
    appendString(body, "MQTT"sv);
    body.push_back(kLevel);
    body.push_back(kCleanSession);
    append16(body, kKeepAlive);
    appendString(body, nick);
    std::string packet;
    appendHeader(packet, Packet::Connect, 0, body.size());
    return packet + body;
}

std::string MqttDialect::join(std::string_view room) const
{
    constexpr unsigned kFlags = 2;  // as the standard wants it
    std::string body;
    append16(body, kSubscription);
    appendString(body, room);
    body.push_back(0);  // QoS
    std::string packet;
    appendHeader(packet, Packet::Subscribe, kFlags, body.size());
    return packet + body;
}

void MqttDialect::writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                               std::size_t textBytes) const
{
    out.clear();
    appendHeader(out, Packet::Publish, 0, 2 + room.size() + markedSize(ordinal, textBytes));
    appendString(out, room);
    appendMarked(out, ordinal, textBytes);
}

void MqttDialect::read(Leftover& leftover, std::string_view payload, Incoming& incoming) const
{
    std::string_view bytes = leftover.join(payload);
    while (!bytes.empty()) {
        const Header header = readHeader(bytes);
        if (header.broken) {
            incoming.frames.push_back({.kind = ServerFrame::Kind::Unreadable});
            bytes = {};  // nobody knows where the next packet begins
            break;
        }
        if (!header.whole || bytes.size() < header.size + header.rest) {
            break;
        }
        incoming.frames.push_back(readPacket(byteAt(bytes, 0), bytes.substr(header.size, header.rest)));
        bytes.remove_prefix(header.size + header.rest);
    }
    leftover.keep(bytes);
}

}  // namespace snug::load
