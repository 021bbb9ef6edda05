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
    const rlim_t wanted = std::min(limit.rlim_max, kMost);
    if (limit.rlim_cur < wanted) {
        const rlim_t before = limit.rlim_cur;
        limit.rlim_cur = wanted;
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
            limit.rlim_cur = before;
        }
    }
    return static_cast<int>(std::min(limit.rlim_cur, kMost));
}

}  // namespace snug::net
