// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <functional>
#include <memory>

#include "base/mailbox.h"
#include "host/effect_runner.h"
#include "rooms/hub.h"

namespace snug::host {

// The hub's thread: brings it what comes in, and the clock; has its effects carried out.
//
// Thread: made, started and stopped by its owner's thread; fromNetwork(), fromStore() and post() are for any.
// Bounds: kNetworkInputs wait at most, more is refused. What comes from the store is bounded by what was
// asked.
class HubThread {
public:
    static constexpr std::size_t kNetworkInputs = 65'536;
    // Completions and feed entries of all operations that a store worker accepts, twice over.
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
    // Runs a task on the thread, later.
    void post(std::function<void()> task);

private:
    void takeAll();
    void apply(rooms::Input input);
    void tick();

    const FiguresSink figures_;
    EffectRunner runner_;
    base::Mailbox<rooms::Input> network_{kNetworkInputs};
    base::Mailbox<rooms::Input> store_{kStoreInputs};
    QThread thread_;
    std::unique_ptr<QObject> root_;  // lives on the thread; owns the tick timer

    // Of the hub thread only.
    rooms::Hub hub_;
    std::vector<rooms::Input> batch_;
    rooms::Effects effects_;
};

}  // namespace snug::host
