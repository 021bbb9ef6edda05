// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace snug::load {

// Joins the pieces of a stream whose units may be cut anywhere. What is whole is read where it lies; only
// what was cut off is copied, and nothing is held while there is none: there may be thousands of these.
class Leftover {
public:
    // What was kept, followed by `bytes`: valid until keep(), and as long as `bytes` are.
    std::string_view join(std::string_view bytes);
    // `rest`: the end of what join() gave.
    void keep(std::string_view rest);

private:
    std::string kept_;
};

}  // namespace snug::load
