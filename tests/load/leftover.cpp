// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/leftover.h"

namespace snug::load {

std::string_view Leftover::join(std::string_view bytes)
{
    if (kept_.empty()) {
        return bytes;
    }
    kept_.append(bytes);
    return kept_;
}

void Leftover::keep(std::string_view rest)
{
    if (rest.empty()) {
        if (kept_.capacity() > 0) {
            kept_ = std::string();
        }
    } else if (rest.data() != kept_.data() || rest.size() != kept_.size()) {
        kept_ = std::string(rest);  // a new string, as `rest` may point into the old one
    }
}

}  // namespace snug::load
