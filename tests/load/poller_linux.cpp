// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "load/poller.h"

namespace snug::load {

struct Poller::Inside {
    int descriptor = -1;
    std::array<epoll_event, kBatch> ready{};
    std::array<Event, kBatch> events{};

    void control(int operation, int socket, std::size_t key, bool wantWrite) const
    {
        epoll_event event{};
        event.events = EPOLLIN | (wantWrite ? EPOLLOUT : 0U);
        event.data.u64 = key;
        if (::epoll_ctl(descriptor, operation, socket, &event) != 0) {
            qFatal("epoll_ctl failed");
        }
    }
};

Poller::Poller()
    : inside_(std::make_unique<Inside>())
{
    inside_->descriptor = ::epoll_create1(EPOLL_CLOEXEC);
    if (inside_->descriptor < 0) {
        qFatal("epoll_create1 failed");
    }
}

Poller::~Poller()
{
    ::close(inside_->descriptor);
}

void Poller::add(int descriptor, std::size_t key, bool wantWrite)
{
    inside_->control(EPOLL_CTL_ADD, descriptor, key, wantWrite);
}

void Poller::wantWrite(int descriptor, std::size_t key, bool wanted)
{
    inside_->control(EPOLL_CTL_MOD, descriptor, key, wanted);
}

std::span<const Poller::Event> Poller::wait(std::chrono::nanoseconds timeout)
{
    timeout = std::max(timeout, std::chrono::nanoseconds::zero());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
    const timespec span{.tv_sec = seconds.count(), .tv_nsec = (timeout - seconds).count()};
    const int count =
        ::epoll_pwait2(inside_->descriptor, inside_->ready.data(), static_cast<int>(kBatch), &span, nullptr);
    for (int i = 0; i < count; ++i) {
        const epoll_event& ready = inside_->ready.at(static_cast<std::size_t>(i));
        inside_->events.at(static_cast<std::size_t>(i)) = {
            .key = static_cast<std::size_t>(ready.data.u64),
            .readable = (ready.events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0,
            .writable = (ready.events & EPOLLOUT) != 0};
    }
    return std::span(inside_->events).first(static_cast<std::size_t>(std::max(count, 0)));
}

}  // namespace snug::load
