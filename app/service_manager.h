// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <chrono>
#include <optional>

namespace snug {

// What is told to the service manager that started the program: systemd's protocol of sd_notify(3), a
// datagram to the socket that NOTIFY_SOCKET names. Where nobody asked (no systemd, other systems), nothing is
// done.

// Lines such as "READY=1"; false: nobody listens, or it could not be told.
bool tellServiceManager(const QByteArray& lines);
// How often it wants a sign of life (WATCHDOG=1) of this process; nothing: it wants none.
std::optional<std::chrono::microseconds> watchdogInterval();

}  // namespace snug
