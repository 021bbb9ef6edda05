// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

namespace snug::store {

// Times as the back-ends hold them: ms since 1970.
inline qint64 toMs(base::WallTime time)
{
    return time.time_since_epoch().count();
}
inline base::WallTime fromMs(qint64 ms)
{
    return base::WallTime(std::chrono::milliseconds(ms));
}

}  // namespace snug::store
