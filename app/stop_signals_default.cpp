// SPDX-License-Identifier: GPL-3.0-or-later
#include "stop_signals.h"

#include <QTimer>
#include <chrono>
#include <csignal>

namespace snug {

namespace {

// All that a handler may touch in standard C++, which has nothing that would wake an event loop.
volatile std::sig_atomic_t isAsked = 0;

void onSignal(int signal)
{
    std::signal(signal, SIG_DFL);  // the second one ends the program
    isAsked = 1;
}

}  // namespace

bool onStopSignal(QObject& context, std::function<void()> stop)
{
    using namespace std::chrono_literals;

    auto* look = new QTimer(&context);
    QObject::connect(look, &QTimer::timeout, &context, [look, stop = std::move(stop)] {
        if (isAsked != 0) {
            look->stop();
            stop();
        }
    });
    look->start(200ms);
    return std::signal(SIGINT, onSignal) != SIG_ERR && std::signal(SIGTERM, onSignal) != SIG_ERR;
}

bool onReloadSignal(QObject& /*context*/, const std::function<void()>& /*reload*/)
{
    return true;
}

}  // namespace snug
