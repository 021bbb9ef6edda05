// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <algorithm>

#include "net/descriptor_limit.h"

namespace snug::net {

int raiseDescriptorLimit()
{
    // Enough for anybody, and still an int where the system says "unlimited".
    constexpr rlim_t kMost = 1'000'000;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return 1024;
    }
    // macOS says "unlimited" and takes 10,240: what is refused is halved until it is taken.
    const rlim_t before = limit.rlim_cur;
    for (rlim_t wanted = std::min(limit.rlim_max, kMost); wanted > before; wanted /= 2) {
        limit.rlim_cur = wanted;
        if (setrlimit(RLIMIT_NOFILE, &limit) == 0) {
            return static_cast<int>(wanted);
        }
    }
    return static_cast<int>(std::min(before, kMost));
}

}  // namespace snug::net
