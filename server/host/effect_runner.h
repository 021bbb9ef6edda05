// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "base/connection_id.h"
#include "net/prepared_frame.h"
#include "observe/metrics.h"
#include "rooms/effects.h"

namespace snug::host {

// Where the hub's effects go: functions, so that the hub's thread knows neither network nor store.
// All are called on the hub thread.
struct EffectTargets {
    std::function<void(base::ConnectionId, net::PreparedFrame)> send;
    std::function<void(const base::Audience&, base::ConnectionId except, const net::PreparedFrame&,
                       base::SteadyTime since)>
        sendMany;
    std::function<void(base::ConnectionId, protocol::CloseCode, const QString& reason)> close;
    std::function<void(base::ConnectionId)> helloDone;
    std::function<bool(store::Operation)> store;  // false: refused
    std::function<void(rooms::ClerkCall)> clerk;
    std::function<void()> measure;
    std::function<void(base::ConnectionId)> recallFrames;
};

// Carries out effects: encodes each event once, hands it on, and counts.
// Thread: the hub's. Borrows the metrics.
class EffectRunner {
public:
    EffectRunner(EffectTargets targets, observe::Metrics& metrics)
        : targets_(std::move(targets))
        , metrics_(&metrics)
    {
    }

    using Refused = std::function<void(store::Completion)>;
    // In order. A store call that the worker refuses comes back through `refused`.
    void run(rooms::Effects& effects, const Refused& refused);

private:
    void carryOut(const rooms::Answer& answer);
    void carryOut(const rooms::Broadcast& broadcast);
    void call(rooms::StoreCall& call, const Refused& refused);

    EffectTargets targets_;
    observe::Metrics* metrics_;
};

}  // namespace snug::host
