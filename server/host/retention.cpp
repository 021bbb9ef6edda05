// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/retention.h"

#include "base/log.h"

namespace snug::host {

Retention::Retention(Policy policy, Submit submit)
    : policy_(policy)
    , submit_(std::move(submit))
{
}

void Retention::setPolicy(Policy policy)
{
    const std::lock_guard lock(mutex_);
    policy_ = policy;
}

Retention::Policy Retention::policy() const
{
    const std::lock_guard lock(mutex_);
    return policy_;
}

void Retention::tick()
{
    const Policy now = policy();
    const bool isSet = now.age.count() > 0 || now.messages > 0;
    if (isSet && !underWay_.exchange(true)) {
        callsLeft_ = kCallsATick;
        goOn();
    }
}

void Retention::goOn()
{
    const Policy now = policy();
    store::Trim trim{kTicket, after_, kRoomsACall, {}, now.messages};
    if (now.age.count() > 0) {
        trim.olderThan = base::Now::read().wall - now.age;
    }
    if (callsLeft_-- == 0 || !submit_(std::move(trim))) {
        underWay_ = false;
    }
}

bool Retention::take(const store::Completion& completion)
{
    if (completion.ticket != kTicket) {
        return false;
    }
    if (!completion.result) {
        underWay_ = false;  // StoreProbe has seen it; the next tick tries again
        return true;
    }
    const auto& trimmed = std::get<store::Trimmed>(*completion.result);
    if (trimmed.removed > 0) {
        qCDebug(base::logHost) << trimmed.removed << "old entries were let go";
    }
    after_ = trimmed.next;
    if (trimmed.more) {
        goOn();
    } else {
        underWay_ = false;
    }
    return true;
}

}  // namespace snug::host
