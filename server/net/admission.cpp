// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/admission.h"

#include <utility>

namespace snug::net {

Admission::Admission(int total, int perAddress)
    : total_(total)
    , perAddress_(perAddress)
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
    if (inside_ >= total_) {
        wanted_ = true;
        return false;
    }
    ++inside_;
    return true;
}

bool Admission::full()
{
    const std::lock_guard lock(mutex_);
    wanted_ = inside_ >= total_;
    return wanted_;
}

void Admission::leave()
{
    const std::lock_guard lock(mutex_);
    --inside_;
    if (std::exchange(wanted_, false) && room_) {
        room_();
    }
}

bool Admission::enterFrom(const QHostAddress& address)
{
    if (perAddress_ == 0) {
        return true;
    }
    const std::lock_guard lock(mutex_);
    int& count = addresses_[network(address)];
    if (count >= perAddress_) {
        return false;
    }
    ++count;
    return true;
}

void Admission::leaveFrom(const QHostAddress& address)
{
    if (perAddress_ == 0) {
        return;
    }
    const std::lock_guard lock(mutex_);
    const auto found = addresses_.find(network(address));
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
