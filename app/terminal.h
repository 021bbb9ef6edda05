// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>

namespace snug {

// Whether somebody looks at this stream, so that a line may be drawn over again.
bool isTerminal(std::FILE* stream);

}  // namespace snug
