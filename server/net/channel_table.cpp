// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/channel_table.h"

namespace snug::net {

Channel& ChannelTable::make(const Visitor& visitor, ChannelHost& host)
{
    quint32 slot = 0;
    if (free_.empty()) {
        slot = static_cast<quint32>(slots_.size());
        Q_ASSERT(slot < ConnectionKey::kSlots);
        slots_.emplace_back();
    } else {
        slot = free_.back();
        free_.pop_back();
    }
    Slot& place = slots_[slot];
    ++place.generation;
    const auto id = ConnectionKey{thread_, slot, place.generation}.pack();
    place.channel = std::make_unique<Channel>(id, visitor, host);
    ++size_;
    return *place.channel;
}

Channel* ChannelTable::find(base::ConnectionId id) const
{
    const auto key = ConnectionKey::unpack(id);
    if (key.thread != thread_ || key.slot >= slots_.size() || slots_[key.slot].generation != key.generation) {
        return nullptr;
    }
    return slots_[key.slot].channel.get();
}

std::unique_ptr<Channel> ChannelTable::take(base::ConnectionId id)
{
    if (find(id) == nullptr) {
        return nullptr;
    }
    const quint32 slot = ConnectionKey::unpack(id).slot;
    free_.push_back(slot);
    --size_;
    return std::move(slots_[slot].channel);
}

std::vector<base::ConnectionId> ChannelTable::ids() const
{
    std::vector<base::ConnectionId> all;
    all.reserve(size_);
    for (const Slot& slot : slots_) {
        if (slot.channel) {
            all.push_back(slot.channel->id());
        }
    }
    return all;
}

}  // namespace snug::net
