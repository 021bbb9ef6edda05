// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>
#include <memory>

struct redisAsyncContext;

namespace snug::store {

// Lets Qt's event loop read and write for one hiredis context: hiredis says when it wants to, this says when
// it may.
//
// hiredis tells when the context goes (cleanup), also in the middle of a read: from then on nothing here
// touches it. Thread: that of the context.
class RedisSockets {
public:
    explicit RedisSockets(redisAsyncContext& context);
    ~RedisSockets();
    Q_DISABLE_COPY_MOVE(RedisSockets)

private:
    void stop();

    redisAsyncContext* context_;
    std::unique_ptr<QSocketNotifier> read_;
    std::unique_ptr<QSocketNotifier> write_;
};

}  // namespace snug::store
