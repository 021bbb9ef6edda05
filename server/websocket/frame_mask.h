// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>

namespace snug::websocket {

// Applies a mask, or takes it away, from `from` to `to` (which may be the same place), eight bytes a step.
// `offset` is the place in the four mask bytes to begin with; the place to go on with is answered.
quint8 applyMask(const char* from, char* to, qsizetype size, const std::array<char, 4>& mask, quint8 offset);

}  // namespace snug::websocket
