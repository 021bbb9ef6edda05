// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <compare>
#include <memory>
#include <vector>

namespace snug::base {

// Names one connection for as long as the server runs; never reused. Made by net/, which alone knows its
// inside (the I/O thread in the upper bits, so that sorted ids are grouped by thread). To the hub it is just
// a name.
enum class ConnectionId : quint64 {};

// Who gets something: sorted by id, shared and unchanging, so that a broadcast copies a pointer, not a list.
using Audience = std::shared_ptr<const std::vector<ConnectionId>>;

}  // namespace snug::base
