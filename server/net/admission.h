// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <functional>
#include <mutex>
#include <optional>

#include "net/visitor.h"

namespace snug::net {

// How many connections there may be, in all and from one address. Any thread; asked once a connection, never
// on the message path. An IPv4 address in IPv6 clothes counts as IPv4, an IPv6 address by its /64 network:
// that is what one customer has.
//
// The server's own inner connection, where there is one, has a place beside all others. Who it is shows only
// in its request: so while that place is free, one more than may be is let in on trial, and whoever comes
// from this machine; settle() sends away who is not it.
class Admission {
public:
    // perAddress 0: no cap. innerPlace: there is an inner connection.
    Admission(int total, int perAddress, bool innerPlace);

    // Called on any thread, under the lock, when there is room again after enter() or full() had said that
    // there is none: it may only post. When this returns the one before is not called any more.
    void onRoom(std::function<void()> room);

    // One more connection, if there is room for it.
    bool enter();
    bool full();
    // One that entered is gone, before it was known where it came from.
    void leave();

    // Who entered comes from this address, if that may have one more; `local`: from this machine.
    std::optional<Visitor> enterFrom(const QHostAddress& address, bool local);
    // What the visitor is has shown: whether it may stay. Once. It leave()s in either case.
    bool settle(Visitor& visitor, bool inner);
    void leave(const Visitor& visitor);

    int total() const { return total_; }

private:
    static QHostAddress network(const QHostAddress& address);
    int most() const { return total_ + (innerPlace_ ? 1 : 0); }
    void uncount(const Visitor& visitor);
    void tellRoom();

    const int total_;
    const int perAddress_;
    std::function<void()> room_;
    std::mutex mutex_;
    // Guarded:
    int inside_ = 0;           // without the inner one
    bool innerPlace_ = false;  // the inner one's place is free
    bool wanted_ = false;      // someone was told "full"
    QHash<QHostAddress, int> addresses_;
};

}  // namespace snug::net
