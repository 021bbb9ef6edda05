// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <unordered_set>
#include <variant>
#include <vector>

#include "base/connection_id.h"
#include "base/mailbox.h"
#include "base/time.h"
#include "net/prepared_frame.h"
#include "protocol/codes.h"

namespace snug::net {

// What the hub has an I/O thread do.
struct DeliverOne {
    base::ConnectionId to{};
    PreparedFrame frame;
};
// To audience[first … last), without `except`.
struct DeliverMany {
    base::Audience audience;
    std::size_t first = 0;
    std::size_t last = 0;
    base::ConnectionId except{};
    PreparedFrame frame;
    base::SteadyTime since{};  // when what it tells came in; the epoch: it is not measured
};
struct DeliverClose {
    base::ConnectionId to{};
    protocol::CloseCode code = protocol::CloseCode::Normal;
    QString reason;
};
struct DeliverHelloDone {
    base::ConnectionId to{};
};
using Delivery = std::variant<DeliverOne, DeliverMany, DeliverClose, DeliverHelloDone>;

// The deliveries for one I/O thread. What does not fit is never just lost: who missed something is
// remembered, and the thread closes those connections with 4003, so that they come back and resume. Pushed to
// by the hub's thread alone, taken from by the I/O thread.
class DeliveryBox {
public:
    // Who missed something since the last time.
    struct Missed {
        bool everybody = false;
        std::unordered_set<base::ConnectionId> who;
        bool any() const { return everybody || !who.empty(); }
    };

    // More than `mostMissed` remembered names make it "everybody".
    DeliveryBox(std::size_t capacity, std::size_t mostMissed);

    void onWake(std::function<void()> wake) { box_.onWake(std::move(wake)); }
    void push(const Delivery& delivery);
    // All that waits, in order. `missed` is taken after the batch: whoever missed something that was due
    // before anything in `batch` is in it.
    void takeAll(std::vector<Delivery>& batch, Missed& missed);

private:
    void remember(const Delivery& delivery);

    base::Mailbox<Delivery> box_;
    const std::size_t mostMissed_;
    std::mutex missedMutex_;
    Missed missed_;
};

}  // namespace snug::net
