// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <cerrno>
#include <csignal>

#include "stop_signals.h"

namespace snug {

namespace {

// A handler may only do what is safe in a signal, and can reach only what is global: the writing ends of two
// pipes.
int stopEnd = -1;
int reloadEnd = -1;

void onSignal(int signal)
{
    const int error = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signal == SIGHUP ? reloadEnd : stopEnd, &byte, 1);
    errno = error;
}

bool watch(int signal, int flags)
{
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = flags;
    return ::sigaction(signal, &action, nullptr) == 0;
}

// No child gets it, and nobody waits at it. (pipe2() would do so at once; macOS has none.)
bool setUp(int end)
{
    return ::fcntl(end, F_SETFD, FD_CLOEXEC) == 0 && ::fcntl(end, F_SETFL, O_NONBLOCK) == 0;
}

// A pipe whose writing end is `writeEnd`; calls `told` after something was written to it. Null: there are no
// descriptors left.
QSocketNotifier* listen(QObject& context, int& writeEnd, std::function<void()> told)
{
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0 || !setUp(ends[0]) || !setUp(ends[1])) {
        return nullptr;
    }
    writeEnd = ends[1];
    auto* notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, &context);
    QObject::connect(notifier, &QSocketNotifier::activated, &context,
                     [readEnd = ends[0], told = std::move(told)] {
                         char bytes[64];
                         while (::read(readEnd, bytes, sizeof bytes) > 0) {
                         }
                         told();
                     });
    return notifier;
}

}  // namespace

bool onStopSignal(QObject& context, std::function<void()> stop)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const int once = SA_RESTART | static_cast<int>(SA_RESETHAND);  // the second one ends the program
    return listen(context, stopEnd, std::move(stop)) != nullptr && watch(SIGTERM, once) &&
           watch(SIGINT, once);
}

bool onReloadSignal(QObject& context, const std::function<void()>& reload)
{
    return listen(context, reloadEnd, reload) != nullptr && watch(SIGHUP, SA_RESTART);
}

}  // namespace snug
