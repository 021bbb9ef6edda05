// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <array>
#include <atomic>
#include <unordered_map>

#include "net/dispatcher_timers.h"

namespace snug::net {

// An event dispatcher whose cost does not grow with the number of idle sockets: epoll for descriptors, an
// eventfd for wakeUp. Linux only. Qt's own ones hand every descriptor to poll() at each turn.
//
// Level triggered, like Qt's. One descriptor may have one notifier of each type. Notifiers and timers may be
// removed, and descriptors closed and reused, while their events are dispatched. All calls belong to the
// thread it dispatches, but for wakeUp() and interrupt(), which any thread may make. Timers are good to a
// millisecond. A descriptor that epoll cannot watch (a regular file) is refused with a warning.
class EpollDispatcher final : public QAbstractEventDispatcher {
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject* parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier* notifier) override;
    void unregisterSocketNotifier(QSocketNotifier* notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject* object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject* object) override;
    QList<TimerInfo> registeredTimers(QObject* object) const override;
    int remainingTime(int id) override;

    void wakeUp() override;
    void interrupt() override;
    void startingUp() override;

private:
    static constexpr int kNotifierTypes = 3;  // read, write, exception
    struct Watched {
        std::array<QSocketNotifier*, kNotifierTypes> notifiers{};
        quint32 events = 0;      // what epoll was told
        quint32 generation = 0;  // tells a reused descriptor from the one that an event was for
    };

    void update(int descriptor, Watched& watched);
    int waitForDescriptors(int timeoutMs);
    int waitForWakeUpOnly(int timeoutMs);
    int dispatch(int descriptor, quint32 generation, quint32 events);
    void drainWakeUp();

    int epoll_ = -1;
    int wakeDescriptor_ = -1;
    quint32 lastGeneration_ = 0;
    std::unordered_map<int, Watched> watched_;
    DispatcherTimers timers_;
    std::atomic<bool> wakeUpPending_{false};
    std::atomic<bool> interrupted_{false};
    std::atomic<Qt::HANDLE> thread_{nullptr};
};

}  // namespace snug::net
