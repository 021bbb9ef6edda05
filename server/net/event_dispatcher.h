// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <memory>

namespace snug::net {

// The dispatcher for a thread with thousands of sockets: epoll where there is one, otherwise nothing, which
// lets Qt make its own. Hand it to QThread::setEventDispatcher before the thread starts.
std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher();

}  // namespace snug::net
