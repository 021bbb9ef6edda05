// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/dialect.h"

namespace snug::load {

// The project's own protocol, snug.v1: see wire.h.
class SnugDialect final : public Dialect {
public:
    Traits traits() const override;
    std::optional<std::string> hello(std::string_view nick) const override;
    std::optional<std::string> create(std::string_view room, bool keep) const override;
    std::string join(std::string_view room) const override;
    std::string helloAgain(std::string_view nick, std::string_view session) const override;
    std::string joinAgain(std::string_view room, std::string_view epoch, std::uint64_t seq) const override;
    void writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                      std::size_t textBytes) const override;
    void read(Leftover& leftover, std::string_view payload, Incoming& incoming) const override;
};

}  // namespace snug::load
