// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/epoll_dispatcher.h"
#include "net/event_dispatcher.h"

namespace snug::net {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return std::make_unique<EpollDispatcher>();
}

}  // namespace snug::net
