// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_sockets.h"

#include <hiredis/async.h>

#include <csignal>

namespace snug::store {

RedisSockets::RedisSockets(redisAsyncContext& context)
    : context_(&context)
    , read_(std::make_unique<QSocketNotifier>(context.c.fd, QSocketNotifier::Read))
    , write_(std::make_unique<QSocketNotifier>(context.c.fd, QSocketNotifier::Write))
{
    // hiredis writes with write(2): to a server that is gone that would end the process.
#ifdef SIGPIPE  // Windows has no such signal
    std::signal(SIGPIPE, SIG_IGN);
#endif

    read_->setEnabled(false);
    write_->setEnabled(false);
    QObject::connect(read_.get(), &QSocketNotifier::activated, read_.get(), [this] {
        if (context_ != nullptr) {
            redisAsyncHandleRead(context_);
        }
    });
    QObject::connect(write_.get(), &QSocketNotifier::activated, write_.get(), [this] {
        if (context_ != nullptr) {
            redisAsyncHandleWrite(context_);
        }
    });
    context.ev.data = this;
    context.ev.addRead = [](void* data) { static_cast<RedisSockets*>(data)->read_->setEnabled(true); };
    context.ev.delRead = [](void* data) { static_cast<RedisSockets*>(data)->read_->setEnabled(false); };
    context.ev.addWrite = [](void* data) { static_cast<RedisSockets*>(data)->write_->setEnabled(true); };
    context.ev.delWrite = [](void* data) { static_cast<RedisSockets*>(data)->write_->setEnabled(false); };
    context.ev.cleanup = [](void* data) { static_cast<RedisSockets*>(data)->stop(); };
}

RedisSockets::~RedisSockets()
{
    // A notifier may be the one that is calling just now.
    read_.release()->deleteLater();
    write_.release()->deleteLater();
}

void RedisSockets::stop()
{
    context_ = nullptr;
    read_->setEnabled(false);
    write_->setEnabled(false);
}

}  // namespace snug::store
