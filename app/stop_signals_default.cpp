// SPDX-License-Identifier: GPL-3.0-or-later
#include "stop_signals.h"

#include <QCoreApplication>
#include <csignal>

namespace snug {

bool onStopSignal(QObject& context, std::function<void()> stop)
{
    // Without a pipe to wait on: the console's interrupt ends the event loop, and the stop happens there.
    QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, &context, std::move(stop));
    return std::signal(SIGINT, [](int) { QCoreApplication::quit(); }) != SIG_ERR;
}

bool onReloadSignal(QObject& /*context*/, const std::function<void()>& /*reload*/)
{
    return true;
}

}  // namespace snug
