// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/epoll_dispatcher.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>
#include <algorithm>
#include <cerrno>
#include <limits>

#include "base/log.h"
#include "base/wake_scope.h"

namespace snug::net {

namespace {

constexpr int kEventsPerTurn = 256;
constexpr std::array<quint32, 3> kInterest{EPOLLIN, EPOLLOUT, EPOLLPRI};
// An error or a hang-up is told to whoever listens, or a level-triggered wait would spin.
constexpr quint32 kTrouble = EPOLLERR | EPOLLHUP;

quint64 packed(int descriptor, quint32 generation)
{
    return (quint64{generation} << 32) | static_cast<quint32>(descriptor);
}

}  // namespace

EpollDispatcher::EpollDispatcher(QObject* parent)
    : QAbstractEventDispatcher(parent)
    , epoll_(epoll_create1(EPOLL_CLOEXEC))
    , wakeDescriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = packed(wakeDescriptor_, 0);
    if (epoll_ < 0 || wakeDescriptor_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, wakeDescriptor_, &event) != 0) {
        qFatal("EpollDispatcher: no descriptors left for an event loop (errno %d)", errno);
    }
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(wakeDescriptor_);
    ::close(epoll_);
}

void EpollDispatcher::startingUp()
{
    thread_.store(QThread::currentThreadId(), std::memory_order_relaxed);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    thread_.store(QThread::currentThreadId(), std::memory_order_relaxed);
    // An interrupt that came before we began, such as the exit() of a loop that had just looked, must not be
    // slept over; its wake-up may have been merged into one that the next line forgets.
    const bool maySleep = !interrupted_.exchange(false);
    // Cleared before posted events are sent: whatever is posted from here on wakes us again.
    wakeUpPending_.store(false);
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    if (interrupted_.load()) {
        return false;
    }

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    int timeoutMs = 0;
    if (maySleep && flags.testFlag(QEventLoop::WaitForMoreEvents)) {
        Q_EMIT aboutToBlock();
        if (!wakeUpPending_.load()) {
            const auto next = withTimers ? timers_.untilNext() : std::nullopt;
            timeoutMs =
                next ? static_cast<int>(std::min<qint64>(next->count(), std::numeric_limits<int>::max()))
                     : -1;
        }
    }
    int events = flags.testFlag(QEventLoop::ExcludeSocketNotifiers) ? waitForWakeUpOnly(timeoutMs)
                                                                    : waitForDescriptors(timeoutMs);
    if (withTimers) {
        events += timers_.fireDue();
    }
    return events > 0;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier* notifier)
{
    const int descriptor = static_cast<int>(notifier->socket());
    const auto [entry, isNew] = watched_.try_emplace(descriptor);
    if (isNew) {
        entry->second.generation = ++lastGeneration_;
    }
    QSocketNotifier*& place = entry->second.notifiers.at(notifier->type());
    if (place != nullptr && place != notifier) {
        qCWarning(base::logNet, "Two socket notifiers of one type for descriptor %d", descriptor);
    }
    place = notifier;
    update(descriptor, entry->second);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier* notifier)
{
    const int descriptor = static_cast<int>(notifier->socket());
    const auto entry = watched_.find(descriptor);
    if (entry == watched_.end() || entry->second.notifiers.at(notifier->type()) != notifier) {
        return;
    }
    entry->second.notifiers.at(notifier->type()) = nullptr;
    update(descriptor, entry->second);
}

void EpollDispatcher::update(int descriptor, Watched& watched)
{
    quint32 wanted = 0;
    for (int type = 0; type < kNotifierTypes; ++type) {
        if (watched.notifiers.at(type) != nullptr) {
            wanted |= kInterest.at(type);
        }
    }
    if (wanted == watched.events && wanted != 0) {
        return;
    }
    epoll_event event{};
    event.events = wanted;
    event.data.u64 = packed(descriptor, watched.generation);
    const int action = wanted == 0 ? EPOLL_CTL_DEL : watched.events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    // EBADF when forgetting: closed before its notifier went, and the kernel has forgotten it already.
    if (epoll_ctl(epoll_, action, descriptor, &event) != 0 && action != EPOLL_CTL_DEL) {
        qCWarning(base::logNet, "epoll does not watch descriptor %d (errno %d)", descriptor, errno);
        wanted = 0;
    }
    watched.events = wanted;
    if (action == EPOLL_CTL_DEL) {
        watched_.erase(descriptor);
    }
}

int EpollDispatcher::waitForDescriptors(int timeoutMs)
{
    // On the stack: a nested loop inside a dispatched event waits as well.
    std::array<epoll_event, kEventsPerTurn> ready;  // NOLINT: filled by the kernel
    const int count = epoll_wait(epoll_, ready.data(), kEventsPerTurn, timeoutMs);
    const base::WakeScope untilAllAreRead;
    int handled = 0;
    for (int i = 0; i < count; ++i) {
        const quint64 key = ready.at(i).data.u64;
        const int descriptor = static_cast<int>(key & 0xffff'ffffU);
        if (descriptor == wakeDescriptor_) {
            drainWakeUp();
            ++handled;
        } else {
            handled += dispatch(descriptor, static_cast<quint32>(key >> 32), ready.at(i).events);
        }
    }
    return handled;
}

int EpollDispatcher::waitForWakeUpOnly(int timeoutMs)
{
    pollfd wake{wakeDescriptor_, POLLIN, 0};
    if (::poll(&wake, 1, timeoutMs) <= 0) {
        return 0;
    }
    drainWakeUp();
    return 1;
}

int EpollDispatcher::dispatch(int descriptor, quint32 generation, quint32 events)
{
    int handled = 0;
    for (int type = 0; type < kNotifierTypes; ++type) {
        // Looked up each time: the notifier before this one may have changed anything.
        const auto entry = watched_.find(descriptor);
        if (entry == watched_.end() || entry->second.generation != generation) {
            break;
        }
        QSocketNotifier* notifier = entry->second.notifiers.at(type);
        if (notifier != nullptr && (events & (kInterest.at(type) | kTrouble)) != 0) {
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &event);
            ++handled;
        }
    }
    return handled;
}

void EpollDispatcher::drainWakeUp()
{
    quint64 count = 0;
    [[maybe_unused]] const auto size = ::read(wakeDescriptor_, &count, sizeof count);
}

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject* object)
{
    timers_.add(id, std::chrono::milliseconds{interval}, type, object);
}

bool EpollDispatcher::unregisterTimer(int id)
{
    return timers_.remove(id);
}

bool EpollDispatcher::unregisterTimers(QObject* object)
{
    return timers_.removeAllOf(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject* object) const
{
    return timers_.ofObject(object);
}

int EpollDispatcher::remainingTime(int id)
{
    return timers_.remaining(id);
}

void EpollDispatcher::wakeUp()
{
    if (wakeUpPending_.exchange(true)) {
        return;
    }
    // Our own thread is awake, and looks at the flag before it sleeps: no system call.
    if (thread_.load(std::memory_order_relaxed) == QThread::currentThreadId()) {
        return;
    }
    const quint64 one = 1;
    [[maybe_unused]] const auto size = ::write(wakeDescriptor_, &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    interrupted_.store(true);
    wakeUp();
}

}  // namespace snug::net
