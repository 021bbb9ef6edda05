// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "store/operations.h"

namespace snug::store {

// Where rooms, their logs and sessions are kept. The contract of every back-end; tests/contract holds them to
// it.
//
// Thread: lives on the store thread; every call comes from there.
//
// Order: operations on one room, one session or one fact are done and completed in the order given; ListRooms
// and ListFacts see what was given before them. Every operation is completed exactly once.
//
// Durability: a completion is given, and an entry fed, only after the back-end has committed it. What fails
// leaves no trace. A store that is destroyed completes what is still under way with Unavailable; whether that
// was done is then unknown, and the nonce tells.
//
// Feed: every committed entry, of each room in seq order without a gap, whoever appended it; before the
// completion of an operation on that room that could have seen it. The hub tells members from the feed alone,
// so that several servers can share a store. A back-end whose connections can break says `missed` when the
// feed may have lost something, or the data itself may be gone: what is known of rooms is then to be read
// again.
//
// News: what other servers that share the store did, before the completion of an operation that could have
// seen it. A back-end for one server has none.
//
// Availability: a back-end begins as one that can store. It says when it no longer can, and when it can
// again. Operations may be given meanwhile; those that cannot be done fail with Unavailable.
class Store {
public:
    // What comes out, in one order: entries of the feed, completions, news.
    struct Sink {
        std::function<void(protocol::LogEntry)> feed;
        std::function<void(Completion)> complete;
        std::function<void()> missed = [] {};
        std::function<void(News)> news = [](const News&) {};
        std::function<void(bool storing)> available = [](bool) {};
    };

    virtual ~Store() = default;

    // Does all operations of the batch, if it can as one commit. What it answers may come within the call
    // (memory, SQLite) or later (Redis).
    virtual void submit(std::vector<Operation> batch) = 0;

    // Does a small part, of some milliseconds, of the work that can wait until nobody waits; whether there is
    // more of it. What is asked meanwhile is answered the same whether or when this is called.
    virtual bool upkeep() { return false; }
};

// Makes a store on the thread that calls it, which is then the store thread.
using StoreFactory = std::function<Result<std::unique_ptr<Store>>(Store::Sink)>;

}  // namespace snug::store
