// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

namespace snug {

// Calls `stop` on the main thread's event loop when the system asks the program to end: SIGTERM and SIGINT,
// which on Windows is Ctrl+C in its console. A second one ends it at once. Once, after the
// application is made; `context` is the owner of the call. False: the system refused (no descriptors left).
bool onStopSignal(QObject& context, std::function<void()> stop);

// As well, each time the system asks it to read its configuration again: SIGHUP on Unix, nothing on others.
bool onReloadSignal(QObject& context, const std::function<void()>& reload);

}  // namespace snug
