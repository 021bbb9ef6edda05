// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/dialect.h"

namespace snug::load {

// The plain JSON of a small server made by hand:
//   {"join":"ROOM"}                        answered by {"joined":"ROOM"} or {"error":"…"}
//   {"room":"ROOM","id":17,"text":"#17.…"} to all of the room: {"room":"ROOM","seq":5,"text":"#17.…"}
// Fields may come in any order, with or without spaces between them.
class JsonDialect final : public Dialect {
public:
    Traits traits() const override;
    std::optional<std::string> hello(std::string_view nick) const override;
    std::string join(std::string_view room) const override;
    void writeMessage(std::string& out, std::string_view room, std::uint64_t ordinal,
                      std::size_t textBytes) const override;
    void read(Leftover& leftover, std::string_view payload, Incoming& incoming) const override;
};

}  // namespace snug::load
