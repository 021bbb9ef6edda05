// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wake_scope.h"

#include <utility>
#include <vector>

namespace snug::base {

namespace {

struct PutOff {
    int scopes = 0;
    std::vector<const std::function<void()>*> wakes;
};

PutOff& putOff()
{
    thread_local PutOff ofThisThread;
    return ofThisThread;
}

}  // namespace

WakeScope::WakeScope()
{
    ++putOff().scopes;
}

WakeScope::~WakeScope()
{
    if (putOff().scopes == 1) {
        flush();
    }
    --putOff().scopes;
}

void WakeScope::wake(const std::function<void()>& wake)
{
    if (putOff().scopes == 0) {
        wake();
    } else {
        putOff().wakes.push_back(&wake);
    }
}

void WakeScope::flush()
{
    PutOff& mine = putOff();
    const int scopes = std::exchange(mine.scopes, 0);  // a wake-up may push to a mailbox on its way
    for (const std::function<void()>* const wake : mine.wakes) {
        (*wake)();
    }
    mine.wakes.clear();
    mine.scopes = scopes;
}

}  // namespace snug::base
