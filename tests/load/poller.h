// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <chrono>
#include <cstddef>
#include <memory>
#include <span>

namespace snug::load {

// Waits for many sockets at once, by epoll: what costs nothing for those that are silent. One thread.
class Poller {
public:
    struct Event {
        std::size_t key = 0;
        bool readable = false;  // also when the peer has closed: the read tells
        bool writable = false;
    };

    Poller();
    ~Poller();
    Q_DISABLE_COPY_MOVE(Poller)

    // Closing the descriptor takes it out again.
    void add(int descriptor, std::size_t key, bool wantWrite);
    void wantWrite(int descriptor, std::size_t key, bool wanted);

    // What is ready, at most kBatch at once; empty after `timeout`. Valid until the next call.
    std::span<const Event> wait(std::chrono::nanoseconds timeout);

private:
    static constexpr std::size_t kBatch = 512;
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace snug::load
