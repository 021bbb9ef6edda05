// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

namespace snug::client {

// How long to wait before the next try. The span grows twofold with each try up to `most`; within it the
// delay is drawn by lot, so that a thousand clients of one restarted server do not come back in step. Pure.
class Backoff {
public:
    struct Range {
        std::chrono::milliseconds least{500};
        std::chrono::milliseconds most{30'000};
    };
    // Uniform in [0, 1).
    using Random = std::function<double()>;

    // Without `random` the process's own generator is used.
    explicit Backoff(Range range, Random random = {});

    // Between `least` and 2 * least, then 4 *, … up to `most`.
    std::chrono::milliseconds next();
    // All is well again: the next wait is a short one.
    void reset() { tries_ = 0; }
    // The other side asked for patience: as if this many tries had failed already.
    void atLeast(int tries);

    int tries() const { return tries_; }

private:
    Range range_;
    Random random_;
    int tries_ = 0;
};

}  // namespace snug::client
