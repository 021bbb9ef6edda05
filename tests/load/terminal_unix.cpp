// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include "load/terminal.h"

namespace snug::load {

bool isTerminalStderr()
{
    return ::isatty(STDERR_FILENO) == 1;
}

}  // namespace snug::load
