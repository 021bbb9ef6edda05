// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/presence_batch.h"

#include <utility>

namespace snug::store {

PresenceBatch::PresenceBatch(Ready ready)
    : ready_(std::move(ready))
{
    timer_.setSingleShot(true);
    timer_.callOnTimeout(this, &PresenceBatch::flush);
}

void PresenceBatch::add(const UpdatePresence& update)
{
    if (update.whole) {  // one step, or others would see people go and come back
        flush();
        ready_(update, {update.ticket});
        return;
    }
    for (const protocol::Person& person : update.gone) {
        put(person, std::nullopt);
    }
    for (const PresenceRecord& record : update.here) {
        put(record.member.person, record);
    }
    tickets_.push_back(update.ticket);
    if (!timer_.isActive()) {
        timer_.start(kPresenceDelay);
    }
}

void PresenceBatch::put(const protocol::Person& person, std::optional<PresenceRecord> here)
{
    hasGone_ = hasGone_ || !here;
    latest_[person.user] = {person, std::move(here)};
    if (latest_.size() >= kMost) {
        flush();
    }
}

void PresenceBatch::flushBefore(const QString& user)
{
    if (hasGone_ || latest_.contains(user)) {
        flush();
    }
}

void PresenceBatch::flush()
{
    timer_.stop();
    hasGone_ = false;
    if (latest_.empty() && tickets_.empty()) {
        return;
    }
    UpdatePresence update;
    for (auto& [user, latest] : std::exchange(latest_, {})) {
        if (latest.here) {
            update.here.append(std::move(*latest.here));
        } else {
            update.gone.append(std::move(latest.person));
        }
    }
    ready_(std::move(update), std::exchange(tickets_, {}));
}

}  // namespace snug::store
