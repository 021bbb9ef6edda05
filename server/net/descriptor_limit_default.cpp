// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/descriptor_limit.h"

namespace snug::net {

int raiseDescriptorLimit()
{
    // Systems without such a limit a process; a bound is wanted all the same.
    return 16'384;
}

}  // namespace snug::net
