// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/event_dispatcher.h"

namespace snug::net {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return nullptr;
}

}  // namespace snug::net
