// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/admission.h"

#include <utility>

namespace snug::net {

Admission::Admission(int total, int perAddress, bool innerPlace)
    : total_(total)
    , perAddress_(perAddress)
    , innerPlace_(innerPlace)
{
}

void Admission::onRoom(std::function<void()> room)
{
    const std::lock_guard lock(mutex_);
    room_ = std::move(room);
}

bool Admission::enter()
{
    const std::lock_guard lock(mutex_);
    if (inside_ >= most()) {
        wanted_ = true;
        return false;
    }
    ++inside_;
    return true;
}

bool Admission::full()
{
    const std::lock_guard lock(mutex_);
    wanted_ = inside_ >= most();
    return wanted_;
}

void Admission::leave()
{
    const std::lock_guard lock(mutex_);
    --inside_;
    tellRoom();
}

void Admission::tellRoom()
{
    if (std::exchange(wanted_, false) && room_) {
        room_();
    }
}

std::optional<Visitor> Admission::enterFrom(const QHostAddress& address, bool local)
{
    if (perAddress_ == 0) {
        return Visitor{address};
    }
    const std::lock_guard lock(mutex_);
    int& count = addresses_[network(address)];
    if (count < perAddress_) {
        ++count;
        return Visitor{address};
    }
    if (local && innerPlace_) {
        return Visitor{address, false};
    }
    return std::nullopt;
}

bool Admission::settle(Visitor& visitor, bool inner)
{
    const std::lock_guard lock(mutex_);
    if (!inner) {
        return visitor.counted && inside_ <= total_;
    }
    if (!std::exchange(innerPlace_, false)) {
        return false;
    }
    // From the place of a stranger to its own: there is as much room as before.
    --inside_;
    uncount(visitor);
    visitor.counted = false;
    visitor.inner = true;
    return true;
}

void Admission::leave(const Visitor& visitor)
{
    const std::lock_guard lock(mutex_);
    if (visitor.inner) {
        innerPlace_ = true;
    } else {
        --inside_;
        uncount(visitor);
    }
    tellRoom();
}

void Admission::uncount(const Visitor& visitor)
{
    if (perAddress_ == 0 || !visitor.counted) {
        return;
    }
    const auto found = addresses_.find(network(visitor.address));
    if (found != addresses_.end() && --found.value() == 0) {
        addresses_.erase(found);
    }
}

QHostAddress Admission::network(const QHostAddress& address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4) {
        return QHostAddress(v4);
    }
    Q_IPV6ADDR v6 = address.toIPv6Address();
    for (int i = 8; i < 16; ++i) {
        v6[i] = 0;
    }
    return QHostAddress(v6);
}

}  // namespace snug::net
