// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/dialect.h"

namespace snug::load {

// MQTT 3.1.1 in binary frames, QoS 0. A room is a topic. Packets may be cut anywhere and follow each other in
// a frame.
class MqttDialect final : public Dialect {
public:
    Traits traits() const override;
    std::optional<std::string> hello(std::string_view nick) const override;
    std::string join(std::string_view room) const override;
    void writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                      std::size_t textBytes) const override;
    void read(Leftover& leftover, std::string_view payload, Incoming& incoming) const override;
};

}  // namespace snug::load
