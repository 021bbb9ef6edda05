// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QTimer>
#include <functional>
#include <memory>

#include "base/mailbox.h"
#include "base/task_queue.h"
#include "host/effect_runner.h"
#include "rooms/hub.h"

namespace snug::host {

// The hub's thread: brings it what comes in, and the clock; has its effects carried out.
//
// Thread: made, started and stopped by its owner's thread; fromNetwork(), fromStore() and post() are for any.
// Bounds: kNetworkInputs wait at most, more is refused. What comes from the store is bounded by what was
// asked, here and on the other servers of the store, and posted tasks by their posters: kTasks may wait.
class HubThread {
public:
    static constexpr std::size_t kNetworkInputs = 65'536;
    // Completions and feed entries of all operations that a store worker accepts, twice over; the second half
    // is for what other servers that share the store do while this thread is busy.
    static constexpr std::size_t kStoreInputs = 4 * 65'536;

    using FiguresSink = std::function<void(const rooms::HubFigures&)>;

    // `figures` is called on the hub thread, after each tick.
    HubThread(rooms::HubConfig config, EffectRunner runner, FiguresSink figures);
    ~HubThread();
    Q_DISABLE_COPY_MOVE(HubThread)

    void start();
    // Refuses commands from now on and waits until the store has answered what is under way, at most
    // `atMost`.
    void drain(std::chrono::milliseconds atMost);
    // Ends the thread. Twice is once.
    void stop();

    // False: full, nothing was kept.
    [[nodiscard]] bool fromNetwork(rooms::Input input) { return network_.push(std::move(input)); }
    void fromStore(rooms::Input input);
    // Inputs that the thread has not taken yet, of each kind. Any thread.
    std::size_t waitingFromNetwork() const { return network_.size(); }
    std::size_t waitingFromStore() const { return store_.size(); }
    // Runs a task on the thread, later. For few: who posts waits for the task before the next.
    void post(std::function<void()> task);

private:
    void takeAll(base::Mailbox<rooms::Input>& mailbox);
    void apply(rooms::Input input);
    void tick();

    const FiguresSink figures_;
    EffectRunner runner_;
    base::Mailbox<rooms::Input> network_{kNetworkInputs};
    base::Mailbox<rooms::Input> store_{kStoreInputs};
    QThread thread_;
    base::TaskQueue tasks_;  // lives on thread_ until that has ended

    // Of the hub thread only.
    std::unique_ptr<QTimer> ticker_;
    rooms::Hub hub_;
    std::vector<rooms::Input> batch_;
    rooms::Effects effects_;
};

}  // namespace snug::host
