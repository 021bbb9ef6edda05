// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace snug::load {

// Whether somebody watches stderr, so that a line may be drawn again and again.
bool isTerminalStderr();

}  // namespace snug::load
