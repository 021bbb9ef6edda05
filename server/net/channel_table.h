// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "net/channel.h"
#include "net/connection_key.h"

namespace snug::net {

// The channels of one I/O thread by slot. Makes their ids; a slot that is used again gets a new generation,
// so an old id finds nothing. Belongs to the I/O thread.
class ChannelTable {
public:
    explicit ChannelTable(quint32 thread)
        : thread_(thread)
    {
    }

    Channel& make(const Visitor& visitor, ChannelHost& host);
    // Null for one that is gone.
    Channel* find(base::ConnectionId id) const;
    std::unique_ptr<Channel> take(base::ConnectionId id);

    std::size_t size() const { return size_; }
    // A copy of the ids, so that channels may go while they are walked.
    std::vector<base::ConnectionId> ids() const;
    // All of them one after another, whoever comes and goes meanwhile: places() may grow, and never shrinks.
    std::size_t places() const { return slots_.size(); }
    // Null where nobody is.
    Channel* at(std::size_t place) const { return slots_[place].channel.get(); }

private:
    struct Slot {
        std::unique_ptr<Channel> channel;
        quint32 generation = 0;
    };

    const quint32 thread_;
    std::size_t size_ = 0;
    std::vector<Slot> slots_;
    std::vector<quint32> free_;
};

}  // namespace snug::net
