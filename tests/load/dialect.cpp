// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/dialect.h"

#include <array>

#include "load/json_dialect.h"
#include "load/mqtt_dialect.h"
#include "load/nats_dialect.h"
#include "load/snug_dialect.h"
#include "load/socket_io_dialect.h"

namespace snug::load {

namespace {

constexpr std::array<std::string_view, 5> kNames{"snug", "nats", "mqtt", "socketio", "json"};

}  // namespace

std::span<const std::string_view> dialectNames()
{
    return kNames;
}

std::unique_ptr<const Dialect> makeDialect(std::string_view name)
{
    if (name == "nats") {
        return std::make_unique<NatsDialect>();
    }
    if (name == "mqtt") {
        return std::make_unique<MqttDialect>();
    }
    if (name == "socketio") {
        return std::make_unique<SocketIoDialect>();
    }
    if (name == "json") {
        return std::make_unique<JsonDialect>();
    }
    return std::make_unique<SnugDialect>();
}

}  // namespace snug::load
