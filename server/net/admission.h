// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <functional>
#include <mutex>

namespace snug::net {

// How many connections there may be, in all and from one address. Any thread; asked once a connection, never
// on the message path. An IPv4 address in IPv6 clothes counts as IPv4, an IPv6 address by its /64 network:
// that is what one customer has.
class Admission {
public:
    // perAddress 0: no cap.
    Admission(int total, int perAddress);

    // Called on any thread, under the lock, when there is room again after enter() or full() had said that
    // there is none: it may only post. When this returns the one before is not called any more.
    void onRoom(std::function<void()> room);

    // One more connection, if there is room for it.
    bool enter();
    bool full();
    void leave();

    // One more from this address, if it may have one more.
    bool enterFrom(const QHostAddress& address);
    void leaveFrom(const QHostAddress& address);

    int total() const { return total_; }

private:
    static QHostAddress network(const QHostAddress& address);

    const int total_;
    const int perAddress_;
    std::function<void()> room_;
    std::mutex mutex_;
    int inside_ = 0;
    bool wanted_ = false;  // someone was told "full"
    QHash<QHostAddress, int> addresses_;
};

}  // namespace snug::net
