// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <condition_variable>
#include <functional>
#include <mutex>

#include "net/io_shared.h"

namespace snug::net {

class IoWorker;

// One I/O thread: the worker inside it and the way to it. Made, started and destroyed on the network's owner
// thread.
class IoThread final : public QThread {
    Q_OBJECT

public:
    IoThread(quint32 index, const NetworkConfig& config, const Inbound& inbound, Admission& admission);
    // Stops and joins if that was not done before.
    ~IoThread() override;

    // Returns when the worker stands.
    void startAndWait();
    // Does `task` on the thread and waits for it; nothing once the thread has ended.
    void call(const std::function<void()>& task);
    // Those who connect from now on; waits until it is so.
    void setTls(const QSslConfiguration& tls);
    // Any thread. Takes over an accepted descriptor; false: full or ended, and the descriptor is still the
    // caller's.
    bool adopt(qintptr descriptor);
    // Any thread. Runs a task on the thread, later; false: full, or the thread has ended, and it is thrown
    // away.
    bool post(std::function<void()> task);
    // Begins to close everybody; the thread ends by itself. Then join().
    void beginStop();
    void join();

    // Deliveries (hub thread), counters and load (any thread).
    IoShared& shared() { return shared_; }
    const IoShared& shared() const { return shared_; }

protected:
    void run() override;

private:
    void wake();

    IoShared shared_;
    // Guards only whether the worker is there to be posted to; once a batch, never once a message.
    std::mutex workerMutex_;
    std::condition_variable workerStands_;
    IoWorker* worker_ = nullptr;
    bool stopRequested_ = false;
};

}  // namespace snug::net
