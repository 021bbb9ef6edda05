// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <atomic>
#include <functional>
#include <optional>

#include "base/mailbox.h"
#include "net/admission.h"
#include "net/delivery_box.h"
#include "net/inbound.h"
#include "net/network_config.h"
#include "net/network_statistics.h"

namespace snug::net {

// What somebody wants to know of a thread's connections.
struct Inquiry {
    std::optional<base::ConnectionId> recordOf;  // its last frames; nothing: the figures of all
};

// What an I/O thread shares with the threads around it. Made before the thread, gone after it.
struct IoShared {
    IoShared(quint32 number, const NetworkConfig& networkConfig, const Inbound& networkInbound,
             Admission& door)
        : index(number)
        , config(networkConfig)
        , inbound(networkInbound)
        , admission(door)
        , accepted(static_cast<std::size_t>(door.total()))
        , tasks(kTasks)
        , inquiries(kInquiries)
        , deliveries(static_cast<std::size_t>(networkConfig.mailboxCapacity),
                     static_cast<std::size_t>(door.total()))
    {
    }

    static constexpr std::size_t kTasks = 64;
    static constexpr std::size_t kInquiries = 16;

    const quint32 index;
    const NetworkConfig& config;
    const Inbound& inbound;
    Admission& admission;
    base::Mailbox<qintptr> accepted;             // descriptors, counted in `admission` already
    base::Mailbox<std::function<void()>> tasks;  // what its owner has it do: start, stop, go on accepting
    base::Mailbox<Inquiry> inquiries;            // what does not fit is not answered
    DeliveryBox deliveries;
    IoCounters counters;
    std::atomic<int> load{0};  // connections given to the thread and not gone yet
};

}  // namespace snug::net
