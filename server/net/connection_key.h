// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/connection_id.h"

namespace snug::net {

// The inside of a ConnectionId: 8 bits I/O thread, 24 bits slot in its table, 32 bits generation of the slot.
// The thread stands in the upper bits, so that a sorted list of ids is grouped by thread. The generation
// begins at 1: ConnectionId{} is nobody.
struct ConnectionKey {
    static constexpr int kThreads = 256;
    static constexpr quint32 kSlots = 1U << 24U;

    quint32 thread = 0;
    quint32 slot = 0;
    quint32 generation = 0;

    constexpr base::ConnectionId pack() const
    {
        return base::ConnectionId{(quint64{thread} << 56U) | (quint64{slot} << 32U) | generation};
    }
    static constexpr ConnectionKey unpack(base::ConnectionId id)
    {
        const auto bits = static_cast<quint64>(id);
        return {static_cast<quint32>(bits >> 56U), static_cast<quint32>(bits >> 32U) & (kSlots - 1),
                static_cast<quint32>(bits)};
    }
};

}  // namespace snug::net
