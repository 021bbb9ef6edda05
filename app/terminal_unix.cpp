// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include "terminal.h"

namespace snug {

bool isTerminal(std::FILE* stream)
{
    return ::isatty(::fileno(stream)) == 1;
}

}  // namespace snug
